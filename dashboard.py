"""The door for the browser, what `streamlit run` serves: the gate, then menu by role, bar, filters and page."""

import gc
import os
from pathlib import Path
from typing import Literal

import streamlit as st
from starlette.middleware import Middleware

from accounts.roles import Role
from locales import _, use_language

if st.runtime.exists():  # a run that draws; else the server asks this file for its app only, at the end
    from pages import (
        audit,
        awards,
        decisions,
        letters,
        manual,
        meeting,
        meetings,
        oversight,
        overview,
        papers,
        people,
        periods,
        projects,
        questions,
        ranking,
        ratings,
        submissions,
        tasks,
        tokens,
        unit,
        upload,
        verification,
        what_if,
    )
    from panels import bar, links, reads, session, source_row
    from panels.filters import draw_filters
    from panels.hint import draw_hint
    from panels.signed_out import draw_signed_out, draw_watch
    from panels.style import draw_style

DISTRICT = frozenset({Role.LEADER, Role.OFFICE, Role.DISCIPLINE, Role.SCREEN})
EVERYONE = DISTRICT | {Role.UNIT}
READERS = EVERYONE - {Role.SCREEN}
ADMINS = frozenset({Role.ADMIN})
INSPECTORS = frozenset({Role.ADMIN, Role.DISCIPLINE})
REPORTERS = frozenset({Role.OFFICE, Role.UNIT})
OFFICE = frozenset({Role.OFFICE})
KEEPERS = frozenset({Role.ADMIN, Role.OFFICE})
UNLISTED = frozenset({"meeting", "manual"})  # reached by a button in the bar
ROOM = 7  # so many pages stand side by side in the bar; where a role has more, sections open below it


def menu(role: Role) -> dict[str, dict[str, st.Page]]:
    """The pages this role may see, by section and name; a new page is one line here."""
    top, outside, deeds = "", _("Checks and voices"), _("Follow-up")
    reporting, keeping = _("Reporting desk"), _("Administration")
    pages = (
        ("overview", overview.render, _("Overview"), ":material/dashboard:", top, DISTRICT),
        ("tasks", tasks.render, _("Tasks"), ":material/checklist:", top, DISTRICT),
        ("projects", projects.render, _("Projects"), ":material/flag:", top, DISTRICT),
        ("ranking", ranking.render, _("Ranking"), ":material/leaderboard:", top, EVERYONE),
        ("unit", unit.render, _("Unit"), ":material/apartment:", top, EVERYONE),
        ("questions", questions.render, _("Four questions"), ":material/quiz:", outside, DISTRICT),
        ("ratings", ratings.render, _("Ratings"), ":material/thumbs_up_down:", outside, EVERYONE),
        ("verification", verification.render, _("Verification"), ":material/verified:", outside, DISTRICT),
        ("oversight", oversight.render, _("Oversight data"), ":material/rule:", outside, OFFICE),
        ("meeting", meeting.render, _("Meeting mode"), ":material/slideshow:", top, DISTRICT),
        ("meetings", meetings.render, _("Prepare meetings"), ":material/co_present:", deeds, OFFICE),
        ("decisions", decisions.render, _("Decisions"), ":material/assignment_turned_in:", deeds, EVERYONE),
        ("letters", letters.render, _("Letters"), ":material/mail:", deeds, READERS),
        ("awards", awards.render, _("Examples and awards"), ":material/military_tech:", deeds, READERS),
        ("papers", papers.render, _("Papers"), ":material/description:", deeds, READERS),
        ("data", submissions.render, _("Submissions"), ":material/fact_check:", reporting, READERS),
        ("periods", periods.render, _("Periods"), ":material/event_available:", reporting, OFFICE),
        ("upload", upload.render, _("Report"), ":material/upload_file:", reporting, REPORTERS),
        ("what_if", what_if.render, _("What if"), ":material/tune:", keeping, OFFICE),
        ("accounts", people.render, _keeping(role), ":material/key:", keeping, KEEPERS),
        ("audit", audit.render, _("Audit trail"), ":material/history:", keeping, INSPECTORS),
        ("manual", manual.render, _("Manual"), ":material/menu_book:", top, READERS | ADMINS),
        ("tokens", tokens.render, _("Access tokens"), ":material/api:", keeping, ADMINS),
    )
    own = [one for one in pages if role in one[-1]]
    is_full = sum(one[0] not in UNLISTED for one in own) > ROOM
    sections: dict[str, dict[str, st.Page]] = {}
    for name, render, title, icon, section, _roles in own:
        shown: Literal["visible", "hidden"] = "hidden" if name in UNLISTED else "visible"
        page = st.Page(render, title=title, icon=icon, url_path=name, visibility=shown)
        sections.setdefault(section if is_full else top, {})[name] = page
    return sections


def _keeping(role: Role) -> str:
    """The office gives out viewing links where the administrator keeps accounts too."""
    return _("Accounts") if role is Role.ADMIN else _("Viewing links")


@st.cache_resource(show_spinner=False)
def settle_memory() -> bool:
    """Once, after the first page: leave what is loaded out of every later garbage collection.

    Streamlit collects after each run; frozen, a run costs about half (docs/decisions, benchmarks pages).
    """
    gc.collect()
    gc.freeze()
    return True


def _nothing() -> None:
    """The front address is no page: it leads to the first one of the role."""


def main() -> None:
    """One run of the script: who looks, what they may see, what they chose, and the page."""
    st.set_page_config(page_title=_("Five-Type Board"), page_icon="static/icon.png", layout="wide")
    draw_style()
    try:
        _draw_board()
    except session.SignedOut:
        draw_signed_out()


def _draw_board() -> None:
    use_language(session.language())
    draw_watch()
    st.logo("static/logo.png", size="large")
    store = session.store()
    sections = menu(session.viewer().role)
    pages = {name: page for section in sections.values() for name, page in section.items()}
    front = st.Page(_nothing, title=_("Five-Type Board"), default=True, visibility="hidden")
    drawn = {section: list(named.values()) for section, named in sections.items()}
    page = st.navigation({**drawn, "": [front, *drawn.get("", [])]}, position="top")
    links.register(pages)
    if page == front:  # the default page would have no address of its own, so nobody's page is the default
        st.switch_page(next(iter(pages.values())), query_params=st.query_params.to_dict())
    plan = reads.plan()
    viewer = bar.draw_bar(plan, is_demo=store.is_demo)
    if plan is not None and viewer.role is not Role.ADMIN:
        row = draw_filters(plan, reads.periods(), viewer.unit_id, draw_source=source_row.draw_source)
        session.keep_filters(row)
    draw_hint(page.url_path)
    page.run()
    settle_memory()


if st.runtime.exists():
    main()
else:
    from streamlit.runtime.pages_manager import PagesManager

    from panels.broken import draw_broken
    from panels.streamlit_login import StreamlitLogin
    from web import single_sign_on
    from web.gate import Gate
    from web.routes import ROUTES
    from web.security_headers import SecurityHeaders, policy

    PagesManager.uses_pages_directory = (
        False  # else pages/ runs from the address until the first st.navigation
    )
    _INDEX = Path(st.__file__).with_name("static") / "index.html"
    single_sign_on.connect(StreamlitLogin())
    app = st.App(
        __file__,
        routes=ROUTES,
        on_script_error=draw_broken,
        middleware=[
            Middleware(SecurityHeaders, content_policy=policy(_INDEX.read_text("utf-8"))),
            Middleware(Gate, env=os.environ),
        ],
    )
