"""Which version of the board this is, for documents that must say what made them; CHANGELOG.md tells what changed."""

VERSION = "0.3.0"
