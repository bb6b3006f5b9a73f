"""What an old Office file holds: the names in its OLE directory, read with bounds."""

import struct

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_SECTORS = 64  # of the directory; 8 entries in each sector of 512 bytes
_HEADER = struct.Struct("<30xH16xI24x109I")  # sector shift, first directory sector, where the table lies


def stream_names(content: bytes) -> frozenset[str]:
    """Names of the streams in an OLE file; empty when its directory cannot be followed."""
    if len(content) < 512:
        return frozenset()
    shift, sector, *table = _HEADER.unpack_from(content.ljust(512, b"\0"))
    if shift not in (9, 12):
        return frozenset()
    size, names = 1 << shift, set()
    for _step in range(_SECTORS):
        block = content[(sector + 1) * size : (sector + 2) * size]
        names |= {_name(block[at : at + 128]) for at in range(0, len(block) - 127, 128)}
        sector = _next_sector(content, sector, size, table)
        if sector < 0:
            break
    return frozenset(names - {""})


def _name(entry: bytes) -> str:
    """Name in a directory entry, without its closing NUL."""
    length = min(int.from_bytes(entry[64:66], "little"), 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")


def _next_sector(content: bytes, sector: int, size: int, table: list[int]) -> int:
    """The sector that follows in the allocation table; -1 at the end of the chain or where it is broken."""
    per_sector = size // 4
    if sector // per_sector >= len(table):
        return -1
    at = (table[sector // per_sector] + 1) * size + sector % per_sector * 4
    following = int.from_bytes(content[at : at + 4], "little") if at + 4 <= len(content) else 0xFFFFFFFF
    return following if following < 0xFFFFFFF0 else -1
