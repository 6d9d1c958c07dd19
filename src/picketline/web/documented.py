"""The API's documentation: what FastAPI makes of the routes, with the one shape of errors in place of its own."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

ABOUT = """The ledger's disputes, reports and changes as JSON.

Every value carries the words that say it, as a quote with its offsets in the report's text, and its speaker. Lists answer with `items`
and an opaque `next`. Errors have one shape: `{"error": {"status", "message"}}`. Fields may be added within version 1; none is taken out
or changes its meaning.
"""


class Documented(FastAPI):
    """An application whose documentation says what it answers."""

    def openapi(self) -> dict[str, Any]:
        """The documentation, made once."""
        if self.openapi_schema is None:
            self.description = ABOUT
            schema = super().openapi()
            for operations in schema["paths"].values():
                for operation in operations.values():
                    operation["responses"].pop("422", None)
            for name in ("HTTPValidationError", "ValidationError"):
                schema["components"]["schemas"].pop(name, None)
        return super().openapi()
