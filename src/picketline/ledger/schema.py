"""The ledger's tables. Those of `RECORDED` are append-only: triggers refuse a change; `entry` numbers their rows in one line through
all tables and `chain` hashes each with the one before (see `chain.py`). Those that begin with `cached_` are derived from them and can
be rebuilt; the views `disputes` and `events` show them.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()


def _recorded(name: str, *columns: Column[object]) -> Table:
    return Table(
        name,
        METADATA,
        *columns,
        Column("recorded_at", Text, nullable=False),
        Column("entry", Integer, nullable=False, unique=True),
        Column("chain", Text, nullable=False),
    )


def _text(name: str, required: bool = False) -> Column[object]:
    return Column(name, Text, nullable=not required)


documents = _recorded(
    "documents",
    Column("id", Text, primary_key=True),
    _text("name", required=True), _text("title"), _text("url"), _text("outlet"), _text("byline"), _text("via"),
    _text("published"), _text("language"), _text("format", required=True), _text("sha256", required=True),
    _text("metadata", required=True), _text("text", required=True), Column("original", LargeBinary, nullable=False),
)  # fmt: skip

layers = _recorded(
    "layers",
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("start_offset", Integer, nullable=False), Column("end_offset", Integer, nullable=False),
    _text("kind", required=True), _text("reason", required=True),
)  # fmt: skip

readings = _recorded(
    "readings",
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False, index=True),
    _text("method", required=True), Column("relevant", Boolean, nullable=False), Column("disputes", Integer, nullable=False),
)  # fmt: skip

claims = _recorded(
    "claims",
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("subject", Text, nullable=False, index=True),
    _text("property", required=True), _text("value", required=True), _text("quote", required=True),
    _text("said_by"), _text("via"), _text("modality", required=True), _text("method", required=True), Column("confidence", Float),
    _text("content", required=True), _text("evidence", required=True),
)  # fmt: skip

judgements = _recorded(
    "judgements",
    Column("id", Text, primary_key=True),
    _text("kind", required=True),
    Column("left_id", Text, nullable=False, index=True), Column("right_id", Text, nullable=False, index=True),
    Column("same", Boolean, nullable=False), _text("method", required=True), Column("score", Float, nullable=False),
    _text("reason", required=True), _text("features", required=True), _text("undoes"), _text("decision"),
)  # fmt: skip

corrections = _recorded(
    "corrections",
    Column("id", Text, primary_key=True),
    Column("claim", Text, ForeignKey("claims.id"), nullable=False, index=True),
    _text("verdict", required=True), _text("value"), _text("made_by", required=True), _text("note", required=True),
    _text("undoes"), _text("decision"),
)  # fmt: skip

issues = _recorded(
    "issues",
    Column("id", Text, primary_key=True),
    _text("found_at", required=True), _text("stage", required=True), _text("message", required=True), _text("severity", required=True),
    _text("document"),
)  # fmt: skip

RECORDED: tuple[Table, ...] = (documents, layers, readings, claims, judgements, corrections, issues)

cached_disputes = Table(
    "cached_disputes",
    METADATA,
    Column("id", Text, primary_key=True),
    _text("employers", required=True), _text("unions", required=True), _text("workers", required=True), _text("places", required=True),
    _text("countries", required=True), _text("industry"), _text("forms", required=True), _text("demands", required=True),
    _text("status"), _text("outcome"), _text("started"), _text("ended"),
    Column("workers_involved", Float), Column("workers_max", Float), Column("approximate", Boolean, nullable=False),
    Column("reports", Integer, nullable=False), Column("sources", Integer, nullable=False),
    Column("claims", Integer, nullable=False), Column("contested", Integer, nullable=False),
    _text("first_published"), _text("last_published"),
    _text("first_day", required=True), _text("last_day", required=True), _text("latest_day", required=True),
    _text("employer_names", required=True), _text("union_names", required=True),
    Column("revision", Integer, nullable=False, index=True, server_default="0"),
    Column("days", Integer), Column("waiting", Text, nullable=False, server_default="[]"),
)  # fmt: skip
"""Sets are JSON lists. `first_day` and `last_day` bound the action (or its reports); the `_names` hold all forms, folded, for finding;
`revision` is the entry up to which the cache had seen the ledger when it wrote the row; `days` is how long the action lasted, and
`waiting` has the claims that nobody has judged (see `backlog`)."""

cached_members = Table(
    "cached_members",
    METADATA,
    Column("subject", Text, primary_key=True),
    Column("dispute", Text, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("document", Text, nullable=False, index=True),
)

cached_handles = Table(
    "cached_handles", METADATA, Column("id", Text, primary_key=True), Column("dispute", Text, nullable=False, index=True)
)
"""Every id that a dispute has had or could have, and the dispute that it leads to now."""

cached_facets = Table(
    "cached_facets",
    METADATA,
    Column("property", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("dispute", Text, primary_key=True, index=True),
)

cached_events = Table(
    "cached_events",
    METADATA,
    Column("dispute", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    _text("type", required=True), _text("date"), _text("actor"), Column("count", Float), Column("amount", Float), _text("currency"),
    _text("modality", required=True), _text("said_by"), _text("quote", required=True), _text("document", required=True),
    _text("claim", required=True), Column("reports", Integer, nullable=False),
)  # fmt: skip

cached_outlines = Table("cached_outlines", METADATA, Column("dispute", Text, primary_key=True), Column("outline", Text, nullable=False))
"""What figures are counted from (see `outline`)."""

cached_keys = Table(
    "cached_keys",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
)

cache_state = Table("cache_state", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

Index("disputes_by_latest", cached_disputes.c.latest_day, cached_disputes.c.id)

CACHED: tuple[Table, ...] = (
    cached_disputes, cached_members, cached_handles, cached_facets, cached_events, cached_outlines, cached_keys, cache_state,
)  # fmt: skip
