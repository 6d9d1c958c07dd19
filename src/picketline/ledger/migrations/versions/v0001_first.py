"""The first ledger: its tables, the triggers that keep them append-only, the search, and the views for people."""

from collections.abc import Iterator

from alembic import op

revision = "0001"
down_revision = None

RECORDED = {
    "documents": """
        id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, title TEXT, url TEXT, outlet TEXT, byline TEXT, via TEXT, published TEXT,
        language TEXT, format TEXT NOT NULL, sha256 TEXT NOT NULL, metadata TEXT NOT NULL, text TEXT NOT NULL, original {bytes} NOT NULL""",
    "layers": """
        id TEXT NOT NULL PRIMARY KEY, document TEXT NOT NULL REFERENCES documents (id), start_offset INTEGER NOT NULL,
        end_offset INTEGER NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL""",
    "readings": """
        id TEXT NOT NULL PRIMARY KEY, document TEXT NOT NULL REFERENCES documents (id), method TEXT NOT NULL, relevant BOOLEAN NOT NULL,
        disputes INTEGER NOT NULL""",
    "claims": """
        id TEXT NOT NULL PRIMARY KEY, document TEXT NOT NULL REFERENCES documents (id), subject TEXT NOT NULL, property TEXT NOT NULL,
        value TEXT NOT NULL, quote TEXT NOT NULL, said_by TEXT, via TEXT, modality TEXT NOT NULL, method TEXT NOT NULL,
        confidence FLOAT, content TEXT NOT NULL, evidence TEXT NOT NULL""",
    "judgements": """
        id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, left_id TEXT NOT NULL, right_id TEXT NOT NULL, same BOOLEAN NOT NULL,
        method TEXT NOT NULL, score FLOAT NOT NULL, reason TEXT NOT NULL, features TEXT NOT NULL, undoes TEXT, decision TEXT""",
    "corrections": """
        id TEXT NOT NULL PRIMARY KEY, claim TEXT NOT NULL REFERENCES claims (id), verdict TEXT NOT NULL, value TEXT, made_by TEXT NOT NULL,
        note TEXT NOT NULL, undoes TEXT, decision TEXT""",
    "issues": """
        id TEXT NOT NULL PRIMARY KEY, found_at TEXT NOT NULL, stage TEXT NOT NULL, message TEXT NOT NULL, severity TEXT NOT NULL,
        document TEXT""",
}
CACHED = {
    "cached_disputes": """
        id TEXT NOT NULL PRIMARY KEY, employers TEXT NOT NULL, unions TEXT NOT NULL, workers TEXT NOT NULL, places TEXT NOT NULL,
        countries TEXT NOT NULL, industry TEXT, forms TEXT NOT NULL, demands TEXT NOT NULL, status TEXT, outcome TEXT, started TEXT,
        ended TEXT, workers_involved FLOAT, workers_max FLOAT, approximate BOOLEAN NOT NULL, reports INTEGER NOT NULL,
        sources INTEGER NOT NULL, claims INTEGER NOT NULL, contested INTEGER NOT NULL, first_published TEXT, last_published TEXT,
        first_day TEXT NOT NULL, last_day TEXT NOT NULL, latest_day TEXT NOT NULL, employer_names TEXT NOT NULL,
        union_names TEXT NOT NULL""",
    "cached_members": "subject TEXT NOT NULL PRIMARY KEY, dispute TEXT NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL",
    "cached_handles": "id TEXT NOT NULL PRIMARY KEY, dispute TEXT NOT NULL",
    "cached_facets": "dispute TEXT NOT NULL, property TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (dispute, property, value)",
    "cached_events": """
        dispute TEXT NOT NULL, position INTEGER NOT NULL, type TEXT NOT NULL, date TEXT, actor TEXT, count FLOAT, amount FLOAT,
        currency TEXT, modality TEXT NOT NULL, said_by TEXT, quote TEXT NOT NULL, document TEXT NOT NULL, claim TEXT NOT NULL,
        reports INTEGER NOT NULL, PRIMARY KEY (dispute, position)""",
    "cached_keys": "key TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (key, subject)",
    "cache_state": "name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL",
}
INDEXES = {
    "ix_layers_document": "layers (document)",
    "ix_readings_document": "readings (document)",
    "ix_claims_document": "claims (document)",
    "ix_claims_subject": "claims (subject)",
    "ix_judgements_left_id": "judgements (left_id)",
    "ix_judgements_right_id": "judgements (right_id)",
    "ix_corrections_claim": "corrections (claim)",
    "ix_cached_members_dispute": "cached_members (dispute)",
    "ix_cached_members_document": "cached_members (document)",
    "ix_cached_handles_dispute": "cached_handles (dispute)",
    "facets_by_value": "cached_facets (property, value)",
    "disputes_by_latest": "cached_disputes (latest_day, id)",
}
VIEWS = {
    "disputes": """
        SELECT id, employers, unions, workers, places, countries, industry, forms, demands, status, outcome, started, ended,
               workers_involved, workers_max, approximate, reports, sources AS independent_sources, claims, contested AS rival_values,
               first_published, last_published
        FROM cached_disputes""",
    "events": """
        SELECT dispute, position, type, date, actor, count, amount, currency, modality, said_by, quote, document, claim, reports
        FROM cached_events""",
}
SEARCHED = {"documents": ("title", "text"), "claims": ("value", "quote")}


def upgrade() -> None:
    """Makes all of it."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name, columns in RECORDED.items():
        own = columns.format(bytes="BLOB" if sqlite else "BYTEA")
        op.execute(f"CREATE TABLE {name} ({own}, recorded_at TEXT NOT NULL, entry INTEGER NOT NULL UNIQUE, chain TEXT NOT NULL)")
    for name, columns in CACHED.items():
        op.execute(f"CREATE TABLE {name} ({columns}){' WITHOUT ROWID' if sqlite and name == 'cached_keys' else ''}")
    for name, columns in INDEXES.items():
        op.execute(f"CREATE INDEX {name} ON {columns}")
    for name, question in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {question}")
    for statement in _of_sqlite() if sqlite else _of_postgresql():
        op.execute(statement)


def _of_sqlite() -> Iterator[str]:
    for name in RECORDED:
        for change in ("UPDATE", "DELETE"):
            refusal = "SELECT RAISE(ABORT, 'the ledger is append-only')"
            yield f"CREATE TRIGGER {name}_no_{change.lower()} BEFORE {change} ON {name} BEGIN {refusal}; END"
    for name, columns in SEARCHED.items():
        listed, new = ", ".join(columns), ", ".join(f"new.{column}" for column in columns)
        options = f"content=\"{name}\", tokenize='unicode61 remove_diacritics 2'"  # the quotes by which Datasette knows a search table
        yield f"CREATE VIRTUAL TABLE {name}_search USING fts5({listed}, {options})"
        insert = f"INSERT INTO {name}_search (rowid, {listed}) VALUES (new.rowid, {new})"
        yield f"CREATE TRIGGER {name}_searched AFTER INSERT ON {name} BEGIN {insert}; END"
    yield "PRAGMA application_id = 1885954923"  # "pick": file(1) and others can tell a ledger by it


def _of_postgresql() -> Iterator[str]:
    yield """
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"""
    for name in RECORDED:
        yield f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} EXECUTE FUNCTION refuse_change()"
    yield "CREATE INDEX documents_search ON documents USING gin (to_tsvector('simple', coalesce(title, '') || ' ' || text))"
    yield "CREATE INDEX claims_search ON claims USING gin (to_tsvector('simple', value || ' ' || quote))"
