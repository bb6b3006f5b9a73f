"""Viewing links: made for a room and a time, shown once, revoked with a click."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import streamlit as st

from accounts.actor import Actor
from domain.figures import moment
from locales import N_, _
from panels import session
from services.viewing_links import LinkRefused, ViewingLink, create_link, fetch_links, revoke_link

_SPANS = {
    N_("4 hours"): timedelta(hours=4),
    N_("1 day"): timedelta(days=1),
    N_("1 week"): timedelta(days=7),
    N_("30 days"): timedelta(days=30),
    N_("180 days"): timedelta(days=180),
}


def draw(actor: Actor) -> None:
    """Draw the form, the address just made, and the links that there are."""
    now = datetime.now(UTC)
    st.caption(
        _("Whoever opens the address sees published periods without signing in, until it ends or is revoked.")
    )
    _draw_form(actor, now)
    links = fetch_links(session.store().engine, actor=actor)
    still_open = [one for one in links if one.is_open(now)]
    for link in still_open:
        _draw_link(link, actor, now)
    if not still_open:
        st.caption(_("No link is open now."))
    ended = [link for link in links if not link.is_open(now)]
    if ended:
        with st.expander(_("{count} links that open nothing any more", count=len(ended))):
            st.dataframe([_row(link) for link in ended], hide_index=True)


def _draw_form(actor: Actor, now: datetime) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="link_form"):
        label = st.text_input(
            _("For which room or meeting"), key="link_label", max_chars=80, width=320, autocomplete="off"
        )
        words = {_(word): span for word, span in _SPANS.items()}
        span = words[st.selectbox(_("Valid for"), list(words), 1, key="link_span", width=140)]
        if st.button(_("Make a link"), key="link_make"):
            try:
                _made, token = create_link(session.store().engine, label, actor=actor, now=now, holds=span)
            except LinkRefused as refused:
                st.error(str(refused))
                return
            session.keep_link(f"{_home()}/view/{token}")
            st.rerun()
    address = session.take_link()
    if address:
        with st.container(border=True, key="link_made"):
            st.markdown("**" + _("The address, shown this once:") + "**")
            st.code(address, language=None)


def _draw_link(link: ViewingLink, actor: Actor, now: datetime) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"link_{link.link_id}"):
        used = moment(link.used_at) if link.used_at else _("never")
        st.markdown(f"**{_plain(link.label)}**", width=300)
        st.caption(
            _(
                "until {until} · by {who} · last opened {used}",
                until=moment(link.expires_at),
                who=_plain(link.created_by),
                used=used,
            )
        )
        st.space("stretch")
        if st.button(_("Revoke"), key=f"revoke_{link.link_id}"):
            revoke_link(session.store().engine, link.link_id, actor=actor, now=now)
            st.rerun()


def _row(link: ViewingLink) -> dict[str, str]:
    state = _("revoked") if link.revoked_at is not None else _("expired")
    return {
        _("Link"): link.label,
        _("State"): state,
        _("Until"): moment(link.revoked_at or link.expires_at),
        _("By"): link.created_by,
    }


def _plain(text: str) -> str:
    """Text of a person's own, without what Markdown would read as a sign."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+-.!|~:$" else sign for sign in text)


def _home() -> str:
    """Scheme and host of this board as the browser calls it."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}"
