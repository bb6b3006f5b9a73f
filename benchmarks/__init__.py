"""Measured claims: ratios in one interleaved run."""
