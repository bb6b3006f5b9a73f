"""Pages of our own, beside Streamlit: plain HTML from templates, readable without any script."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from domain.dimension import Dimension
from locales import ENGLISH, _, language

_HERE = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
)
_SHEET = (_HERE / "assets" / "board.css").read_text("utf-8")
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)


def own_page(template: str, title: str, *, status: int = 200, **values: object) -> Response:
    """An HTML page in the language in use, never kept by a cache."""
    html = _TEMPLATES.get_template(template).render(
        title=title,
        language="en" if language() == ENGLISH else "zh-CN",
        board=_("Five-Type Board"),
        motto=_("How the five-type government proceeds"),
        dimensions=[dimension.word for dimension in Dimension],
        **values,
    )
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(html, status, headers)


def notice_page(title: str, *lines: str, status: int, link: tuple[str, str] | None = None) -> Response:
    """A page that says one thing; link: address and words of where to go from there."""
    return own_page("notice.html", title, status=status, lines=lines, link=link)


def closed_page() -> Response:
    """What other machines see while there is real data but no account."""
    return notice_page(
        _("The board is not open yet"),
        _(
            "There is data but no account: until there is one, the board shows itself on its own machine only."
        ),
        _("The keeper of the server creates the first account with:"),
        "python manage.py account add NAME --role admin",
        status=403,
    )


def style_sheet() -> Response:
    """The one style sheet of these pages."""
    return Response(_SHEET, media_type="text/css", headers={"Cache-Control": "max-age=3600"})
