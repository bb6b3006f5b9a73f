"""Engine, schema, migrations and queries on SQLAlchemy Core. Imports domain."""
