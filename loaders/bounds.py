"""How much of a workbook is read at most; each bound answers a file that stalled or crashed a library."""

MEGABYTE = 1024 * 1024
FILE_BYTES = 20 * MEGABYTE
ENTRIES = 1_000
DIRECTORY_BYTES = MEGABYTE
PART_BYTES = 100 * MEGABYTE
TOTAL_BYTES = 200 * MEGABYTE
RATIO = 100
GRACE_BYTES = MEGABYTE  # small parts (styles, empty sheets) shrink well beyond 100:1 in honest files
CHUNK_BYTES = 128 * 1024
TOKEN_BYTES = 512 * 1024  # one tag or comment; expat 2.5 reads an unfinished one again with every chunk
MARKUP = 6_000_000  # "<" and "=" in all parts read: a million filled cells, two million styled blanks
NAMES = 4_000  # different element and attribute names in a part
SHEETS = 100
ROWS = 20_000  # further rows and columns are reported, not gridded
COLUMNS = 256
CELLS = 300_000
FAR = 20
MERGES = 20_000
STYLES = 65_000
STRINGS = 300_000
TEXT = 100_000  # characters in a cell; Excel allows 32,767
ALL_TEXT = 15_000_000  # characters of all shared texts
SHEET_BYTES = 60 * MEGABYTE  # of all worksheets; 300,000 cells with their texts inside fit
SHEET_TAGS = 500_000  # of worksheets, left to expat: each costs two microseconds, two seconds are the limit
