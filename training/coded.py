"""The coded reports: those that came coded, and those that this project coded."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import further
from jsonl import read

PARTS = ("dev", "dev2", "seeds")
"""What came coded, and is scored."""
FURTHER = "further"
"""What this project coded: to learn from only."""
ALL = (*PARTS, FURTHER)


def reports(shared: Path, parts: Sequence[str] = ALL) -> Iterator[tuple[str, dict, dict]]:
    """Each report's part, document and record, in the order of the parts and their files."""
    for part in parts:
        if part == FURTHER:
            yield from ((part, document, record) for document, record in further.coded(shared))
            continue
        records = {record["document"]: record for record in read(shared / "gold" / f"{part}.gold.jsonl")}
        yield from ((part, d, records[d["id"]]) for d in read(shared / "gold" / f"{part}.docs.jsonl"))
