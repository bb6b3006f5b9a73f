"""One screen a file; each only defines render(), so that running the file alone draws nothing."""
