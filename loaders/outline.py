"""What a package says of itself: where its worksheets, texts and formats lie, and how dates count."""

from dataclasses import dataclass

from loaders import bounds
from loaders.markup import Markup, pairs
from loaders.package import Package, resolved
from loaders.refusal import Refused

_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook lists it."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Worksheets in tab order; ``strings`` and ``styles`` are part names, "" when there are none."""

    sheets: tuple[SheetPart, ...]
    date1904: bool
    strings: str
    styles: str


def outline(package: Package) -> Outline:
    """The workbook's outline; raises Refused when this is no .xlsx or a part it names is missing."""
    book = _workbook_part(package)
    links = _relationships(package, book)
    listed, date1904 = _listing(package, book)
    sheets = []
    for name, state, link in listed:
        kind, part = links.get(link, ("", ""))
        if not part:
            raise Refused("missing_part", part=name)
        if kind == "worksheet":
            sheets.append(SheetPart(name, state in ("hidden", "veryHidden"), part))
            if part not in package:
                raise Refused("missing_part", part=part)
    if not sheets:
        raise Refused("no_sheets")
    return Outline(tuple(sheets), date1904, _of_kind(links, "sharedStrings"), _of_kind(links, "styles"))


def _of_kind(links: dict[str, tuple[str, str]], kind: str) -> str:
    """Part of the first relationship of a kind, or ""."""
    return next((part for found, part in links.values() if found == kind), "")


def _workbook_part(package: Package) -> str:
    """Where the workbook lies: as the package's relationships say, else at the usual place."""
    part = "xl/workbook.xml"
    if "_rels/.rels" in package:
        part = _of_kind(_relationships(package, ""), "officeDocument") or part
    if part in package and not part.startswith(("word/", "ppt/")) and not part.endswith(".bin"):
        return part
    code = package.foreign()
    if code == "zip_not_xlsx" and "[Content_Types].xml" in package and "xl/worksheets/sheet1.xml" in package:
        raise Refused("missing_part", part=part)
    raise Refused(code)


def _relationships(package: Package, base: str) -> dict[str, tuple[str, str]]:
    """Id → (kind, part) of a part's relationships; ``base`` "" is the package itself."""
    folder, _, file = base.rpartition("/")
    links: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: list[str]) -> None:
        link = pairs(attributes)
        if name == "Relationship" and link.get("TargetMode") != "External":
            kind = link.get("Type", "").rpartition("/")[2]
            links[link.get("Id", "")] = (kind, resolved(base, link.get("Target", "")))

    markup = Markup(package, f"{folder}/_rels/{file}.rels".lstrip("/"), "Relationships")
    markup.read(start)
    markup.close()
    return links


def _listing(package: Package, book: str) -> tuple[list[tuple[str, str, str]], bool]:
    """(name, state, relationship id) of each sheet in tab order, and whether dates count from 1904."""
    listed: list[tuple[str, str, str]] = []
    flags: list[bool] = []

    def start(name: str, attributes: list[str]) -> None:
        if name == "sheet":
            found = pairs(attributes)
            link = next((value for key, value in found.items() if key.endswith(":id")), "")
            listed.append((found.get("name", ""), found.get("state", "visible"), link))
            if len(listed) > bounds.SHEETS:
                raise Refused("too_many_sheets", limit=bounds.SHEETS)
        elif name == "workbookPr":
            flags.append(pairs(attributes).get("date1904", "0") in _TRUE)

    markup = Markup(package, book, "workbook")
    markup.read(start)
    markup.close()
    return listed, any(flags)
