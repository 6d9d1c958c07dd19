"""The claims that nobody has judged, and how long an action lasted, beside each cached dispute. The cache is made anew."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Changes a derived table alone; what was recorded is not touched."""
    op.execute("DELETE FROM cache_state")
    op.execute("ALTER TABLE cached_disputes ADD COLUMN days INTEGER")
    op.execute("ALTER TABLE cached_disputes ADD COLUMN waiting TEXT NOT NULL DEFAULT '[]'")
