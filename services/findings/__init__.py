"""Findings: the sentence that sums up each page and chart, pure functions of a Briefing, for screens, slides and letters."""
