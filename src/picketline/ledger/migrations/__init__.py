"""Alembic's migrations of the ledger: one file a version of the schema, never changed once released."""
