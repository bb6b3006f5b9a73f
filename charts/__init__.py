"""DataFrame → alt.Chart, and the theme. Imports metrics, domain."""
