"""Facets found by value without a look at the rows, and disputes by when the cache last wrote them. The cache is made anew."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Changes derived tables alone; what was recorded is not touched."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DELETE FROM cache_state")
    op.execute("DROP TABLE cached_facets")
    columns = "property TEXT NOT NULL, value TEXT NOT NULL, dispute TEXT NOT NULL, PRIMARY KEY (property, value, dispute)"
    op.execute(f"CREATE TABLE cached_facets ({columns}){' WITHOUT ROWID' if sqlite else ''}")
    op.execute("CREATE INDEX ix_cached_facets_dispute ON cached_facets (dispute)")
    op.execute("ALTER TABLE cached_disputes ADD COLUMN revision INTEGER NOT NULL DEFAULT 0")
    op.execute("CREATE INDEX ix_cached_disputes_revision ON cached_disputes (revision)")
