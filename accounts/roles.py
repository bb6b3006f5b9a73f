"""Who may do what: a truth table of roles and actions, pure; checks raise text fit to show."""

from enum import StrEnum

from locales import N_, _


class Role(StrEnum):
    """What a person is to the board."""

    LEADER = "leader"
    OFFICE = "office"
    UNIT = "unit"
    DISCIPLINE = "discipline"
    ADMIN = "admin"
    SCREEN = "screen"  # whoever opened a viewing link: no account, published periods only

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_ROLE_WORDS[self])


ACCOUNT_ROLES = (Role.LEADER, Role.OFFICE, Role.UNIT, Role.DISCIPLINE, Role.ADMIN)


class Action(StrEnum):
    """What a person may want to do; for a unit, of its own unit only."""

    SEE_DISTRICT = "see_district"
    SEE_RANKING = "see_ranking"
    SEE_UNIT = "see_unit"
    SEE_REPORTS = "see_reports"
    SEE_LIVE = "see_live"
    SEE_AUDIT = "see_audit"
    SEE_DRAWS = "see_draws"
    TAKE_PAPERS = "take_papers"
    DOWNLOAD_ORIGINAL = "download_original"
    DOWNLOAD_TEMPLATE = "download_template"
    UPLOAD_OWN = "upload_own"
    UPLOAD_ANY = "upload_any"
    RETURN_SUBMISSION = "return_submission"
    CHANGE_PLAN = "change_plan"
    RUN_PERIODS = "run_periods"
    PUBLISH = "publish"
    REMIND = "remind"
    GIVE_LINKS = "give_links"
    KEEP_OVERSIGHT = "keep_oversight"
    DRAW_UNITS = "draw_units"
    ISSUE_LETTERS = "issue_letters"
    SEE_LETTERS = "see_letters"
    ANSWER_LETTERS = "answer_letters"
    DECIDE_AWARDS = "decide_awards"
    PREPARE_MEETINGS = "prepare_meetings"
    KEEP_ACCOUNTS = "keep_accounts"
    KEEP_TOKENS = "keep_tokens"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_ACTION_WORDS[self])


class Forbidden(Exception):  # noqa: N818 - reads as what happened
    """Someone may not do something; the message can be shown to them."""


_ROLE_WORDS = {
    Role.LEADER: N_("District leader"),
    Role.OFFICE: N_("Supervision office"),
    Role.UNIT: N_("Reporting unit"),
    Role.DISCIPLINE: N_("Discipline inspection"),
    Role.ADMIN: N_("Administrator"),
    Role.SCREEN: N_("Viewing link"),
}
_ACTION_WORDS = {
    Action.SEE_DISTRICT: N_("see the whole district"),
    Action.SEE_RANKING: N_("see the ranking"),
    Action.SEE_UNIT: N_("see a unit's details"),
    Action.SEE_REPORTS: N_("see who has reported"),
    Action.DOWNLOAD_ORIGINAL: N_("download a unit's original file"),
    Action.DOWNLOAD_TEMPLATE: N_("download the template"),
    Action.UPLOAD_OWN: N_("submit the own unit's report"),
    Action.UPLOAD_ANY: N_("submit on a unit's behalf"),
    Action.SEE_LIVE: N_("see periods that are not published"),
    Action.SEE_AUDIT: N_("see the audit trail"),
    Action.SEE_DRAWS: N_("see which units are drawn"),
    Action.TAKE_PAPERS: N_("take documents"),
    Action.RETURN_SUBMISSION: N_("return a submission"),
    Action.CHANGE_PLAN: N_("change the plan"),
    Action.RUN_PERIODS: N_("open and close periods"),
    Action.PUBLISH: N_("publish a period"),
    Action.REMIND: N_("remind units"),
    Action.GIVE_LINKS: N_("give out viewing links"),
    Action.KEEP_OVERSIGHT: N_("keep oversight data"),
    Action.DRAW_UNITS: N_("draw units for an inspection"),
    Action.ISSUE_LETTERS: N_("issue letters"),
    Action.SEE_LETTERS: N_("see letters"),
    Action.ANSWER_LETTERS: N_("answer letters"),
    Action.DECIDE_AWARDS: N_("decide on awards"),
    Action.PREPARE_MEETINGS: N_("prepare meetings"),
    Action.KEEP_ACCOUNTS: N_("keep accounts"),
    Action.KEEP_TOKENS: N_("keep access tokens"),
}
_SEE_PUBLISHED = frozenset({Action.SEE_DISTRICT, Action.SEE_RANKING, Action.SEE_UNIT})
_READ_ALL = _SEE_PUBLISHED | {
    Action.SEE_REPORTS,
    Action.DOWNLOAD_ORIGINAL,
    Action.TAKE_PAPERS,
    Action.SEE_LETTERS,
}
_ALLOWED: dict[Role, frozenset[Action]] = {
    Role.LEADER: _READ_ALL | {Action.SEE_DRAWS},
    Role.OFFICE: _READ_ALL
    | {
        Action.SEE_DRAWS,
        Action.SEE_LIVE,
        Action.DOWNLOAD_TEMPLATE,
        Action.UPLOAD_ANY,
        Action.RETURN_SUBMISSION,
        Action.CHANGE_PLAN,
        Action.RUN_PERIODS,
        Action.PUBLISH,
        Action.REMIND,
        Action.GIVE_LINKS,
        Action.KEEP_OVERSIGHT,
        Action.DRAW_UNITS,
        Action.ISSUE_LETTERS,
        Action.ANSWER_LETTERS,
        Action.DECIDE_AWARDS,
        Action.PREPARE_MEETINGS,
    },
    Role.UNIT: frozenset(
        {
            Action.SEE_RANKING,
            Action.SEE_UNIT,
            Action.SEE_REPORTS,
            Action.TAKE_PAPERS,
            Action.DOWNLOAD_ORIGINAL,
            Action.DOWNLOAD_TEMPLATE,
            Action.UPLOAD_OWN,
            Action.SEE_LETTERS,
            Action.ANSWER_LETTERS,
        }
    ),
    Role.DISCIPLINE: _READ_ALL | {Action.SEE_LIVE, Action.SEE_AUDIT, Action.SEE_DRAWS},
    Role.ADMIN: frozenset({Action.SEE_AUDIT, Action.GIVE_LINKS, Action.KEEP_ACCOUNTS, Action.KEEP_TOKENS}),
    Role.SCREEN: _SEE_PUBLISHED,
}


def can(role: Role, action: Action) -> bool:
    """Whether a role has an action at all; which unit's is for the checks below."""
    return action in _ALLOWED[role]


def check_can(role: Role, action: Action) -> None:
    """Raise Forbidden where a role doesn't have an action."""
    if not can(role, action):
        raise Forbidden(_("{role} may not {action}.", role=role.word, action=action.word))


def check_can_see_unit(role: Role, own_unit: str | None, unit_id: str) -> None:
    """Raise Forbidden where this unit's details are not for this person."""
    _check_of_unit(role, Action.SEE_UNIT, own_unit, unit_id)


def check_can_download_original(role: Role, own_unit: str | None, unit_id: str) -> None:
    """Raise Forbidden where this unit's files are not for this person."""
    _check_of_unit(role, Action.DOWNLOAD_ORIGINAL, own_unit, unit_id)


def check_can_download_template(role: Role, own_unit: str | None, unit_id: str) -> None:
    """Raise Forbidden where this unit's template is not for this person."""
    _check_of_unit(role, Action.DOWNLOAD_TEMPLATE, own_unit, unit_id)


def check_can_upload(role: Role, own_unit: str | None, unit_id: str) -> None:
    """Raise Forbidden where this person may not submit this unit's report."""
    if not can(role, Action.UPLOAD_ANY):
        _check_of_unit(role, Action.UPLOAD_OWN, own_unit, unit_id)


def _check_of_unit(role: Role, action: Action, own_unit: str | None, unit_id: str) -> None:
    check_can(role, action)
    if role is Role.UNIT and unit_id != own_unit:
        raise Forbidden(_("A reporting unit may only do this for itself."))


def check_can_see_reports(role: Role, own_unit: str | None, unit_id: str) -> None:
    """Raise Forbidden where this person may not see what this unit has sent in."""
    _check_of_unit(role, Action.SEE_REPORTS, own_unit, unit_id)


def check_can_see_letter(role: Role, own_unit: str | None, unit_id: str) -> None:
    """Raise Forbidden where a letter to this unit is not for this person; one to all ("") is for every reader."""
    if unit_id:
        _check_of_unit(role, Action.SEE_LETTERS, own_unit, unit_id)
    else:
        check_can(role, Action.SEE_LETTERS)


def check_can_answer_letter(role: Role, own_unit: str | None, unit_id: str) -> None:
    """Raise Forbidden where this person may not say what this unit did about a letter."""
    _check_of_unit(role, Action.ANSWER_LETTERS, own_unit, unit_id)
