"""The interface for other systems, below /api/v1: bearer tokens, JSON and CSV, described by its own document."""
