"""The list as files: every format of the exports, whole, with flat memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import StreamingResponse

from picketline.export import exporter, format_names
from picketline.ledger import Ledger
from picketline.web.asked import query

router = APIRouter(include_in_schema=False)

CHUNK = 1 << 16


@router.get("/disputes.{suffix}")
def disputes(request: Request, suffix: str) -> StreamingResponse:
    """Every dispute that the filters find, in one format. It is written to a temporary file first, so that an error is an error."""
    if suffix not in format_names():
        raise HTTPException(404, f"there is no format {suffix!r}; there are {', '.join(format_names())}")
    ledger: Ledger = request.app.state.ledger
    form = exporter(suffix)
    file = tempfile.TemporaryFile()  # noqa: SIM115  closed when the last piece is sent
    form.write(ledger.disputes(query(request)), ledger.sources(), file)
    headers = {"Content-Disposition": f'attachment; filename="disputes{form.SUFFIX}"', "Content-Length": str(file.tell())}
    file.seek(0)
    return StreamingResponse(_pieces(file), media_type=form.MEDIA_TYPE, headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(CHUNK):
            yield piece
