"""What could not be read or understood, as a row: never silence, never a guess."""

from __future__ import annotations

from dataclasses import dataclass

from picketline.model.claim import content_id


@dataclass(frozen=True, slots=True)
class Issue:
    """`where` is a path, URL or `path:line`; `stage` the floor that met it (sources, extract, check, tables ...);
    `severity` is `failed` (the input is not in the ledger), `partial` (some of it is not) or `note`."""

    where: str
    stage: str
    message: str
    severity: str = "failed"
    document: str | None = None
    recorded_at: str = ""

    @property
    def id(self) -> str:
        """`I-` and a hash of what was met where, so that a second run adds no second row."""
        return content_id("I", [self.where, self.stage, self.message, self.severity, self.document])
