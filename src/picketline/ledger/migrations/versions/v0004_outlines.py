"""What figures are counted from, beside each cached dispute. The cache is made anew."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds a derived table; what was recorded is not touched."""
    op.execute("DELETE FROM cache_state")
    op.execute("CREATE TABLE cached_outlines (dispute TEXT NOT NULL PRIMARY KEY, outline TEXT NOT NULL)")
