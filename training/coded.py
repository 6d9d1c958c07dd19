"""The coded reports: those that came coded, and those that this project coded."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import further

PARTS = ("dev", "dev2", "seeds")
"""What came coded, and is scored."""
FURTHER = "further"
"""What this project coded: to learn from only."""
ALL = (*PARTS, FURTHER)


def read(path: Path) -> list[dict]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def reports(shared: Path, parts: Sequence[str] = ALL) -> Iterator[tuple[str, dict, dict]]:
    """Each report's part, document and record, in the order of the parts and their files."""
    for part in parts:
        if part == FURTHER:
            yield from ((part, document, record) for document, record in further.coded(shared))
            continue
        records = {record["document"]: record for record in read(shared / "gold" / f"{part}.gold.jsonl")}
        yield from ((part, d, records[d["id"]]) for d in read(shared / "gold" / f"{part}.docs.jsonl"))
