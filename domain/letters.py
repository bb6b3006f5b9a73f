"""Letters 提醒函/督办函/约谈/通报: their kinds, the grounds of each, and how one stands; each with its word."""

from enum import StrEnum

from locales import N_, _


class LetterKind(StrEnum):
    """What a unit is sent, mildest first; a circular goes to all."""

    REMINDER = "reminder"
    URGE = "urge"
    TALK = "talk"
    CIRCULAR = "circular"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_KIND_WORDS[self])


class Ground(StrEnum):
    """The rule by which a letter is proposed."""

    DUE_SOON = "due_soon"
    MISSED = "missed"
    RED = "red"
    MISSED_AGAIN = "missed_again"
    RED_LONG = "red_long"
    LAST = "last"
    CLAIMED = "claimed"
    COLLECTED = "collected"

    @property
    def kind(self) -> LetterKind:
        """The letter that it calls for."""
        return _CALLED_FOR[self]


class LetterState(StrEnum):
    """A step in a letter's life; ``checked`` found it put right, ``unmet`` found it not."""

    DISMISSED = "dismissed"
    ISSUED = "issued"
    ANSWERED = "answered"
    CHECKED = "checked"
    UNMET = "unmet"
    CLOSED = "closed"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_STATE_WORDS[self])

    @property
    def shape(self) -> str:
        """The character that stands for the state in text and tables."""
        return _STATE_SHAPES[self]

    @property
    def label(self) -> str:
        """Shape and word, e.g. ``■ 已销号``."""
        return f"{self.shape} {self.word}"


_KIND_WORDS = {
    LetterKind.REMINDER: N_("Reminder"),
    LetterKind.URGE: N_("Supervision letter"),
    LetterKind.TALK: N_("Summons to a talk"),
    LetterKind.CIRCULAR: N_("Circular"),
}
_CALLED_FOR = {
    Ground.DUE_SOON: LetterKind.REMINDER,
    Ground.MISSED: LetterKind.REMINDER,
    Ground.RED: LetterKind.URGE,
    Ground.MISSED_AGAIN: LetterKind.URGE,
    Ground.RED_LONG: LetterKind.TALK,
    Ground.LAST: LetterKind.TALK,
    Ground.CLAIMED: LetterKind.TALK,
    Ground.COLLECTED: LetterKind.CIRCULAR,
}
_STATE_WORDS = {
    LetterState.DISMISSED: N_("Dismissed"),
    LetterState.ISSUED: N_("Issued, no answer yet"),
    LetterState.ANSWERED: N_("Answered"),
    LetterState.CHECKED: N_("Checked and put right"),
    LetterState.UNMET: N_("Checked, not put right"),
    LetterState.CLOSED: N_("Closed after a check"),
}
_STATE_SHAPES = {
    LetterState.DISMISSED: "×",
    LetterState.ISSUED: "○",
    LetterState.ANSWERED: "●",
    LetterState.CHECKED: "✓",
    LetterState.UNMET: "◆",
    LetterState.CLOSED: "■",
}
