"""Makes static/*.woff2: Noto Sans SC cut down to GB 2312, Latin and our light shapes (run by hand; result is committed)."""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED_CHINESE = 2  # the face's number inside Debian's .ttc files


def characters() -> str:
    """Every character of GB 2312, ASCII, common punctuation and the shapes that lights use."""
    level = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    chinese = "".join(pair.decode("gb2312", errors="ignore") for pair in level)
    return chinese + "".join(map(chr, range(0x20, 0x17F))) + "–—−‘’“”…■●▲◆○◇▼△▽□★☆→←↑↓≥≤×·№✓✗"


def cut(weight: str) -> None:
    """Write one weight to static/."""
    font = TTFont(SOURCE / f"NotoSansCJK-{weight}.ttc", fontNumber=SIMPLIFIED_CHINESE)
    options = subset.Options(
        flavor="woff2", layout_features=["kern", "liga", "tnum", "palt"], notdef_outline=True
    )
    tool = subset.Subsetter(options)
    tool.populate(text=characters())
    tool.subset(font)
    subset.save_font(font, f"static/NotoSansSC-{weight}.woff2", options)


if __name__ == "__main__":
    for name in ("Regular", "Bold"):
        cut(name)
