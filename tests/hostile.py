"""Makes workbooks that openpyxl cannot write: odd ones that must be read, and hostile ones that must be refused."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def sheet_xml(rows: str, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    return f'<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(
    sheets: Mapping[str, str],
    strings: str = "",
    styles: str = "",
    properties: str = "",
    states: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Parts of a workbook by name; sheets: name → XML; strings: inside of sst; styles: inside of styleSheet."""
    listed, links = [], []
    found: dict[str, bytes] = {}
    for number, (name, xml) in enumerate(sheets.items(), start=1):
        state = f' state="{states[name]}"' if states and name in states else ""
        listed.append(f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>')
        links.append(_link(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml"))
        found[f"xl/worksheets/sheet{number}.xml"] = xml.encode()
    if strings:
        links.append(_link("rIdT", "sharedStrings", "sharedStrings.xml"))
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'.encode()
    if styles:
        links.append(_link("rIdS", "styles", "styles.xml"))
        found["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'.encode()
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{properties}<sheets>{"".join(listed)}</sheets></workbook>'
    return {
        "[Content_Types].xml": _content_types(found).encode(),
        "_rels/.rels": _links([_link("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": _links(links),
        **found,
    }


def _link(id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id_}" Type="{LINKS}/{kind}" Target="{target}"/>'


def _links(links: list[str]) -> bytes:
    return f'<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>'.encode()


def _content_types(found: Mapping[str, bytes]) -> str:
    start = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    kinds = {"xl/sharedStrings.xml": "sharedStrings+xml", "xl/styles.xml": "styles+xml"}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{start}{kinds.get(name, "worksheet+xml")}"/>'
        for name in found
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{start}sheet.main+xml"/>{overrides}</Types>'
    )


def zipped(found: Mapping[str, bytes], level: int = 6) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(rows: str, **more: str) -> bytes:
    """A workbook with one sheet of these rows."""
    sheet = sheet_xml(rows, more.pop("before", ""), more.pop("after", ""))
    return zipped(parts({"任务进展": sheet}, **more))  # type: ignore[arg-type]


def ole(*streams: str) -> bytes:
    """An OLE file with these stream names in its directory."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)  # directory in sector 1, allocation table in sector 0
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    names = ["Root Entry", *streams]
    sectors = -(-len(names) // 4)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    directory = b"".join(
        (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        + struct.pack("<H", len(name) * 2 + 2)
        + bytes(62)
        for name in names
    )
    return bytes(header) + table + directory.ljust(sectors * 512, b"\0")


def hostile() -> dict[str, tuple[bytes, str]]:
    """Name → (content, code it must be refused with; "" where reading it within bounds is right too)."""
    good = parts({"一": sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')})
    sheet = "xl/worksheets/sheet1.xml"

    def with_sheet(xml: str | bytes) -> bytes:
        return zipped({**good, sheet: xml.encode() if isinstance(xml, str) else xml})

    row = (
        '<row r="{0}">' + "".join(f'<c r="{chr(65 + n)}{{0}}"><v>{{0}}</v></c>' for n in range(26)) + "</row>"
    )
    dtd = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return {
        "inflation": (with_sheet(sheet_xml(" " * 20_000_000)), ""),
        "total": (declared(zipped({**good, **{f"a{n}": b"a" for n in range(3)}}), 90_000_000), "bomb"),
        "entries": (zipped({**good, **{f"a{n}": b"" for n in range(1200)}}), "bomb"),
        "dtd": (with_sheet(dtd + sheet_xml("<row><c><v>&b;</v></c></row>")), "dtd"),
        "dtd in utf-16": (with_sheet((dtd + sheet_xml("")).encode("utf-16")), "dtd"),
        "dtd in workbook": (zipped({**good, "xl/workbook.xml": (dtd + "<workbook/>").encode()}), "dtd"),
        "cells": (with_sheet(sheet_xml("".join(row.format(n) for n in range(1, 20_000)))), "too_many_cells"),
        "slow cells": (
            with_sheet(sheet_xml("".join(row.format(n) + "<!-- -->" for n in range(1, 20_000)))),
            "too_complex",
        ),
        "blanks": (with_sheet(sheet_xml(_blanks('<c s="{0}" />'))), ""),
        "blanks with addresses": (with_sheet(sheet_xml(_blanks('<c r="A{0}" s="{0}"/>'))), ""),
        "far corners": (
            with_sheet(
                sheet_xml(
                    '<row r="1"><c r="A1"><v>1</v></c></row>'
                    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
                )
            ),
            "",
        ),
        "depth": (with_sheet(sheet_xml("<a>" * 1_000_000)), ""),
        "long comment": (with_sheet(sheet_xml("<!--" + "<x" * 2_000_000 + "-->")), ""),
        "long attribute": (with_sheet(sheet_xml('<row r="1" x="' + "=>" * 2_000_000 + '"/>')), ""),
        "long text": (
            with_sheet(sheet_xml('<row r="1"><c r="A1" t="str"><v>' + "字" * 2_000_000 + "</v></c></row>")),
            "",
        ),
        "many names": (with_sheet(sheet_xml("".join(f"<a{n}/>" for n in range(200_000)))), ""),
        "many attributes": (
            with_sheet(sheet_xml("".join(f'<a b{n}="" />' for n in range(350_000)))),
            "too_complex",
        ),
        "merges": (
            with_sheet(sheet_xml("", after='<mergeCell ref="A1:XFD1048576"/>' * 200_000)),
            "too_complex",
        ),
        "strings": (
            zipped(
                parts({"一": sheet_xml("")}, strings="".join(f"<si><t>{n}</t></si>" for n in range(350_000)))
            ),
            "",
        ),
        "wide texts": (
            zipped(
                parts(
                    {"一": sheet_xml("")},
                    strings="".join(f"<si><t>😀{'a' * 20_000}{n}</t></si>" for n in range(4000)),
                )
            ),
            "",
        ),
        "styles": (
            zipped(parts({"一": sheet_xml("")}, styles="<cellXfs>" + "<xf/>" * 500_000 + "</cellXfs>")),
            "too_complex",
        ),
        "sheets": (zipped(parts({f"表{n}": sheet_xml("") for n in range(150)})), "too_many_sheets"),
        "parent name": (zipped({**good, "../../etc/passwd": b"x"}), "unsafe_names"),
        "missing sheet": (zipped({k: v for k, v in good.items() if k != sheet}), "missing_part"),
        "not closed": (with_sheet("<worksheet><sheetData><row r='1'>"), "damaged"),
        "other root": (with_sheet("<html/>"), "damaged"),
        "bad encoding": (with_sheet(b"\xff\xfe\xfd" * 50), "damaged"),
        "unknown encoding": (
            with_sheet('<?xml version="1.0" encoding="x-rot13"?>' + sheet_xml("")),
            "damaged",
        ),
        "bad utf-8": (
            with_sheet(
                sheet_xml("<row r='1'><c r='A1' t='str'><v>@</v></c></row>").encode().replace(b"@", b"\xff")
            ),
            "damaged",
        ),
        "string out of range": (
            with_sheet(sheet_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')),
            "damaged",
        ),
        "negative string": (
            with_sheet(sheet_xml('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>')),
            "damaged",
        ),
        "address of another row": (
            with_sheet(sheet_xml('<row r="1"><c r="A2"><v>7</v></c></row>')),
            "damaged",
        ),
        "cell outside a row": (with_sheet(sheet_xml('<c r="A2"><v>7</v></c>')), "damaged"),
        "lying size": (declared(zipped(good), 10, sheet), "damaged"),
        "wrong checksum": (zipped(good, level=0).replace(b"<v>1</v>", b"<v>2</v>", 1), "damaged"),
        "quoted overlap": (_overlapping(), "bomb"),
        "encrypted entry": (_encrypted_flag(zipped(good)), "encrypted"),
        "no name": (zipped({**good, "Q.bin": b"x"}).replace(b"Q.bin", b"\0.bin"), "unsafe_names"),
        "duplicate": (zipped({**good, "xl/workbooK.xml": b"x"}), "unsafe_names"),
        "truncated": (zipped(good)[:-200], "truncated"),
        "only a start": (b"PK\x03\x04", "truncated"),
        "too large": (b"PK\x03\x04" + bytes(21 * 1024 * 1024), "too_large"),
    }


def _blanks(cell: str) -> str:
    """A million cells with nothing in them."""
    return "".join(f'<row r="{n}">' + cell.format(n) * 200 + "</row>" for n in range(1, 6_000))


def _encrypted_flag(content: bytes) -> bytes:
    """Set bit 0 of the flags in the first directory record."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]


def declared(content: bytes, size: int, name: str = "a") -> bytes:
    """The same archive, its directory declaring a size for the parts whose names start so."""
    changed, at = bytearray(content), content.find(b"PK\x01\x02")
    while at >= 0:
        if content[at + 46 :].startswith(name.encode()):
            struct.pack_into("<I", changed, at + 24, size)
        at = content.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


def _overlapping() -> bytes:
    """Two directory records that share the same compressed bytes."""
    body = zlib.compress(b"x" * 1000, 9)[2:-4]
    local = struct.pack(
        "<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(b"x" * 1000), len(body), 1000, 1, 0
    )
    records = b"".join(
        struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            20,
            20,
            0,
            8,
            0,
            0,
            zlib.crc32(b"x" * 1000),
            len(body),
            1000,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
        )
        + name
        for name in (b"a", b"b")
    )
    front = local + b"a" + body
    return front + records + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(records), len(front), 0)
