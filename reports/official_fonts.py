"""Fonts of official documents: named with their fall-backs for machines that lack them, never embedded."""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font by the name that Chinese offices have it under; ``instead``: what may stand for it, best first."""

    name: str
    instead: tuple[str, ...]
    family: str = "roman"


SONG_TITLE = Face(
    name="方正小标宋简体", instead=("FZXiaoBiaoSong-B05S", "小标宋体", "宋体", "SimSun", "Noto Serif CJK SC")
)
FANG_SONG = Face(
    name="仿宋_GB2312", instead=("FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC")
)
HEI = Face(
    name="黑体",
    instead=("SimHei", "STHeiti", "Microsoft YaHei", "Noto Sans CJK SC"),
    family="swiss",
)
KAI = Face(name="楷体_GB2312", instead=("KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "Noto Serif CJK SC"))
SONG = Face(name="宋体", instead=("SimSun", "STSong", "Noto Serif CJK SC"))
FACES = (SONG_TITLE, FANG_SONG, HEI, KAI, SONG)
LATIN = "Times New Roman"
_WORDS_OF_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def name_fonts(document: Document) -> None:
    """Put the fonts and their fall-backs into the document's font table, in place of what it held."""
    fonts = "".join(_entry(face) for face in FACES)
    latin = f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    table = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{_WORDS_OF_WORD}">{latin}{fonts}</w:fonts>'
    part: Part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = table.encode()  # python-docx has no other way to a part that it does not model


def _entry(face: Face) -> str:
    """One font of the table: 86 is the character set of simplified Chinese."""
    instead = quoteattr(",".join(face.instead))
    return (
        f"<w:font w:name={quoteattr(face.name)}><w:altName w:val={instead}/>"
        f'<w:charset w:val="86"/><w:family w:val="{face.family}"/><w:pitch w:val="variable"/></w:font>'
    )
