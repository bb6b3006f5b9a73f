"""访问令牌: tokens with which other systems submit and read, given out and ended by the administrator."""

import os

import streamlit as st

from accounts.actor import Actor
from accounts.roles import Action, Forbidden
from locales import _
from panels import cards, reads, session
from panels.filters import unit_names
from panels.paper_table import paper_table
from services.account_desk import newest_plan
from services.api_tokens import SCOPES, ApiToken, TokenFault, create_token, fetch_tokens, revoke_token
from services.demo import real_store
from services.token_words import token_rows

_SECRET = "_token_secret"  # noqa: S105 - a key of the session, no secret


def render() -> None:
    """Draw the page for the administrator."""
    actor = session.actor()
    try:
        actor.check_can(Action.KEEP_TOKENS)
    except Forbidden as refusal:
        cards.page_head(_("Access tokens"), str(refusal))
        return
    tokens = fetch_tokens(real_store(os.environ), actor=actor)
    live = [token for token in tokens if token.is_open(reads.now())]
    cards.page_head(_("Access tokens"), _("{count} tokens are open to other systems", count=len(live)))
    _draw_secret()
    if tokens:
        paper_table(token_rows(tokens, reads.now()))
    else:
        cards.nothing(_("No token has been given out yet."))
    making, ending = st.columns(2, gap="large")
    with making:
        _draw_making(actor)
    with ending:
        _draw_ending(live, actor)
    st.caption(_("How systems use them: docs/operations/api.md; the interface describes itself at /api/v1/."))


def _draw_secret() -> None:
    """A fresh token, shown this once."""
    secret = st.session_state.pop(_SECRET, None)
    if secret is None:
        return
    st.success(_("The new token, shown only now: copy it into the system that is to use it."))
    st.code(secret, language=None)


def _draw_making(actor: Actor) -> None:
    engine = real_store(os.environ)
    plan = newest_plan(engine)
    everyone = _("whole district")
    units = {everyone: None} | (dict(unit_names(plan)) if plan is not None else {})
    with st.form("make_token", border=True):
        cards.part_title(_("Give out a token"))
        label = st.text_input(_("Name of the system that uses it"), max_chars=80)
        words = {_(text): scope for scope, text in SCOPES.items()}
        chosen = st.multiselect(_("It may"), list(words), placeholder=_("choose one or more"))
        unit = st.selectbox(_("For which unit"), list(units))
        days = st.number_input(_("Days it is valid"), 1, 730, 365)
        pressed = st.form_submit_button(_("Make the token"), type="primary")
    if not pressed:
        return
    try:
        _made, secret = create_token(
            engine,
            label,
            [words[word] for word in chosen],
            unit_id=units[unit],
            days=int(days),
            plan=plan,
            actor=actor,
            now=reads.now(),
        )
    except TokenFault as fault:
        st.error(str(fault))
        return
    st.session_state[_SECRET] = secret
    st.rerun()


def _draw_ending(live: list[ApiToken], actor: Actor) -> None:
    names = {f"{token.token_id} {token.label}": token.token_id for token in live}
    with st.form("end_token", border=True):
        cards.part_title(_("End a token"))
        chosen = st.selectbox(_("Token"), list(names), placeholder=_("None is open"))
        pressed = st.form_submit_button(_("Revoke it at once"), disabled=not names)
    if pressed and chosen is not None:
        revoke_token(real_store(os.environ), names[chosen], actor=actor, now=reads.now())
        st.rerun()
