"""The door for the browser, what `streamlit run` serves: the menu by role, the bar, the filters, then the page."""

import gc

import streamlit as st

from accounts.roles import Role
from locales import _, use_language
from pages import overview, projects, ranking, submissions, tasks, unit, upload
from panels import bar, links, reads, session, source_row
from panels.filters import draw_filters
from panels.style import draw_style

EVERYONE = frozenset({Role.LEADER, Role.OFFICE, Role.UNIT})
DISTRICT = frozenset({Role.LEADER, Role.OFFICE})
REPORTERS = frozenset({Role.OFFICE, Role.UNIT})


def menu(role: Role) -> dict[str, st.Page]:  # type: ignore[valid-type]
    """The pages this role may see, by name; a new page is one line here."""
    pages = (
        ("overview", overview.render, _("Overview"), ":material/dashboard:", DISTRICT),
        ("tasks", tasks.render, _("Tasks"), ":material/checklist:", DISTRICT),
        ("projects", projects.render, _("Projects"), ":material/flag:", DISTRICT),
        ("ranking", ranking.render, _("Ranking"), ":material/leaderboard:", EVERYONE),
        ("unit", unit.render, _("Unit"), ":material/apartment:", EVERYONE),
        ("data", submissions.render, _("Submissions"), ":material/fact_check:", EVERYONE),
        ("upload", upload.render, _("Report"), ":material/upload_file:", REPORTERS),
    )
    return {
        name: st.Page(render, title=title, icon=icon, url_path=name)
        for name, render, title, icon, roles in pages
        if role in roles
    }


@st.cache_resource(show_spinner=False)
def settle_memory() -> bool:
    """Once, after the first page: leave what is loaded out of every later garbage collection.

    Streamlit collects after each run; frozen, a run costs about half (docs/decisions, benchmarks pages).
    """
    gc.collect()
    gc.freeze()
    return True


def main() -> None:
    """One run of the script: who looks, what they may see, what they chose, and the page."""
    st.set_page_config(page_title="五型看板", page_icon="static/icon.png", layout="wide")
    use_language(session.language())
    draw_style()
    st.logo("static/logo.png", size="large")
    store = session.store()
    pages = menu(session.viewer().role)
    page = st.navigation(list(pages.values()), position="top")
    links.register(pages)
    plan = reads.plan()
    viewer = bar.draw_bar(plan, is_demo=store.is_demo)
    if plan is not None:
        row = draw_filters(plan, reads.periods(), viewer.unit_id, draw_source=source_row.draw_source)
        session.keep_filters(row)
    page.run()
    settle_memory()


main()
