"""Things run by hand or by make: fonts, icon, screenshots, a big store."""
