"""The audit trail in words: deeds, what they were done to, and their details, in the language in use."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.roles import Role
from domain.figures import moment
from locales import N_, _

ACTIONS: Mapping[str, str] = {
    "submit": N_("Submitted a report"),
    "upload_refused": N_("Report turned away"),
    "return": N_("Returned a submission"),
    "download_original": N_("Downloaded an original"),
    "download_snapshot": N_("Downloaded a snapshot"),
    "save_plan": N_("Saved a plan"),
    "open_period": N_("Opened a period"),
    "change_deadline": N_("Changed a deadline"),
    "close_period": N_("Closed a period"),
    "reopen_period": N_("Opened a period again"),
    "publish": N_("Published a period"),
    "remind": N_("Reminded units"),
    "remind_failed": N_("Reminder failed"),
    "sign_in": N_("Signed in"),
    "sign_in_failed": N_("Sign-in failed"),
    "sign_out": N_("Signed out"),
    "change_password": N_("Changed the password"),
    "add_account": N_("Made an account"),
    "reset_password": N_("Reset a password"),
    "disable_account": N_("Disabled an account"),
    "enable_account": N_("Enabled an account"),
    "change_role": N_("Changed a role"),
    "create_link": N_("Made a viewing link"),
    "revoke_link": N_("Revoked a viewing link"),
    "open_link": N_("Opened a viewing link"),
    "create_token": N_("Created an access token"),
    "revoke_token": N_("Revoked an access token"),
    "refuse_token": N_("Refused an access token"),
    "keep_oversight": N_("Stored oversight data"),
    "enter_oversight": N_("Entered oversight data on a page"),
    "draw_units": N_("Drew units for an inspection"),
    "issue_letter": N_("Issued a letter"),
    "dismiss_letter": N_("Dismissed a proposed letter"),
    "step_letter": N_("Moved a letter on"),
    "download_letter": N_("Downloaded a letter"),
    "decide_award": N_("Decided on an award"),
    "prepare_meeting": N_("Prepared a meeting"),
    "adopt": N_("Taken over from before the trail"),
}
_SUBJECTS: Mapping[str, str] = {
    "account": N_("Account {key}"),
    "api_token": N_("Access token {key}"),
    "audit": N_("Entry {key}"),
    "audit_head": N_("The end of the trail"),
    "award": N_("Award {key}"),
    "draw": N_("Draw {key}"),
    "letter": N_("Letter {key}"),
    "letter_step": N_("Step {key} of a letter"),
    "link": N_("Viewing link {key}"),
    "meeting": N_("Meeting {key}"),
    "oversight": N_("Oversight book {key}"),
    "period": N_("Period {key}"),
    "period_change": N_("Change {key} of a period"),
    "plan": N_("Plan {key}"),
    "snapshot": N_("Snapshot {key}"),
    "submission": N_("Submission {key}"),
    "unit": N_("Unit {key}"),
}
DETAILS: Mapping[str, str] = {
    "award": N_("award"),
    "by": N_("together with"),
    "counted": N_("reports counted"),
    "days": N_("days"),
    "due_on": N_("due on"),
    "due_at": N_("deadline"),
    "eligible": N_("all criteria met"),
    "errors": N_("errors"),
    "expires_at": N_("expires"),
    "file": N_("file"),
    "frame_hash": N_("hash of the frame"),
    "kind": N_("kind"),
    "label": N_("label"),
    "meeting": N_("meeting"),
    "method": N_("method"),
    "name": N_("account"),
    "number": N_("number"),
    "on_behalf": N_("on the unit's behalf"),
    "period": N_("period"),
    "plan": N_("plan"),
    "published_version": N_("published version"),
    "reason": N_("reason"),
    "revoked_at": N_("revoked"),
    "robot": N_("robot"),
    "role": N_("role"),
    "role_before": N_("role before"),
    "rows": N_("rows"),
    "scopes": N_("scopes"),
    "seed": N_("seed"),
    "sha256": N_("SHA-256"),
    "size": N_("bytes"),
    "slides": N_("slides"),
    "status": N_("state"),
    "unit": N_("unit"),
    "unit_before": N_("unit before"),
    "unit_id": N_("unit"),
    "units": N_("units"),
    "until": N_("expires"),
    "valid_from": N_("valid from"),
    "version": N_("version"),
    "way": N_("way"),
}
_VALUES: Mapping[str, str] = {
    "accepted": N_("accepted"),
    "returned": N_("returned"),
    "password": N_("password"),
    "sso": N_("single sign-on"),
    "wecom": N_("WeCom"),
    "dingtalk": N_("DingTalk"),
    "publish": N_("publishing"),
    "reminder": N_("Reminder"),
    "urge": N_("Supervision letter"),
    "talk": N_("Summons to a talk"),
    "circular": N_("Circular"),
    "answered": N_("Answered"),
    "checked": N_("Checked and put right"),
    "unmet": N_("Checked, not put right"),
    "closed": N_("Closed after a check"),
    "five_type_office": N_("Five-type office"),
    "five_type_team": N_("Five-type team"),
    "granted": N_("granted"),
    "refused": N_("refused"),
}
HIDDEN = frozenset({"token_hash", "seal", "change"})
_ROLES = frozenset(role.value for role in Role)


def action_words(action: str) -> str:
    """What was done; the code itself where no word is kept for it."""
    return _(ACTIONS[action]) if action in ACTIONS else action


def subject_words(subject: str) -> str:
    """What it was done to: ``submission:12`` is Submission 12."""
    kind, _colon, key = subject.partition(":")
    return _(_SUBJECTS[kind], key=key).strip() if kind in _SUBJECTS else subject


def role_words(role: str) -> str:
    """The role of whoever did it; what isn't a role stays as it is."""
    return Role(role).word if role in _ROLES else role


def detail_words(details: Mapping[str, Any], *, short: bool = False) -> str:
    """The details as ``name: value`` one after the other; empty ones and hashes of tokens are left out.

    short: of a fingerprint only its beginning, which is enough to know it by.
    """
    told = [
        (name, f"{value[:12]}…" if short and _is_fingerprint(value) else _value(value))
        for name, value in details.items()
        if name not in HIDDEN and value not in (None, "", [], False)
    ]
    return _("; ").join(_("{name}: {value}", name=_detail(name), value=value) for name, value in told)


def _is_fingerprint(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def _detail(name: str) -> str:
    return _(DETAILS[name]) if name in DETAILS else name


def _value(value: Any) -> str:
    if value is True:
        return _("yes")
    if isinstance(value, list):
        return _(", ").join(_value(one) for one in value)
    if isinstance(value, str) and value in _VALUES:
        return _(_VALUES[value])
    if isinstance(value, str) and value in _ROLES:
        return role_words(value)
    if isinstance(value, str) and value[10:11] == "T":
        return _moment(value)
    return str(value)


def _moment(value: str) -> str:
    """A timestamp as the clock in Shanghai showed it; other text stays itself."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment(at) if at.tzinfo else value
