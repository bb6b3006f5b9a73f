"""Groups of terminal commands, one a file; manage.py registers them."""
