"""A decision on a terminal or as JSON."""

from __future__ import annotations

from picketline.cli._screen import line
from picketline.export.forms import decision_json
from picketline.ledger import Decision


def tell(decision: Decision, done: str, as_json: bool) -> None:
    """What was done, and the id by which it can be taken back."""
    if as_json:
        line(decision_json(decision))
    else:
        print(f"{done}  (take it back with: picketline undo {decision.id})")
