"""A believable year of an invented district, made by a seeded generator."""
