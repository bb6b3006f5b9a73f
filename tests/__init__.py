"""Rules as test names, values worked by hand."""
