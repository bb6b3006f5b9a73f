"""Slides of a meeting as pure data, drawn alike on the wall (panels.slide_page) and in a .pptx (reports)."""
