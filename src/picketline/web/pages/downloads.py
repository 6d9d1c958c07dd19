"""The list as files: every format of the exports, whole, streamed as it is written."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from contextvars import copy_context

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import StreamingResponse

from picketline.export import exporter, format_names
from picketline.export.written import Wanted, write
from picketline.ledger import Ledger
from picketline.model.errors import PicketlineError
from picketline.web.asked import base_of, ledger_of, query, redacts

router = APIRouter(include_in_schema=False)

CHUNK = 1 << 16


@router.get("/disputes.{suffix}")
def disputes(request: Request, suffix: str) -> StreamingResponse:
    """Every dispute that the filters find, in one format; `redact=persons` hides private persons."""
    if suffix not in format_names():
        raise HTTPException(404, f"there is no format {suffix!r}; there are {', '.join(format_names())}")
    ledger = ledger_of(request)
    wanted, form = Wanted(query(request), base=base_of(request), redact=redacts(request)), exporter(suffix)
    ledger.count(wanted.query)  # a filter that cannot be read is told before the file begins
    headers = {"Content-Disposition": f'attachment; filename="disputes{form.SUFFIX}"'}
    return StreamingResponse(Stream(ledger, suffix, wanted).pieces(), media_type=form.MEDIA_TYPE, headers=headers)


class Stream:
    """A file that one thread writes into a pipe while the answer is read out of it: neither is ever in memory whole."""

    def __init__(self, ledger: Ledger, name: str, wanted: Wanted) -> None:
        self._ledger, self._name, self._wanted = ledger, name, wanted
        self._context = copy_context()  # a thread has no language of its own
        self._whole = False

    def pieces(self) -> Iterator[bytes]:
        """The bytes. PicketlineError where the writer failed on the way: the answer breaks off, so that no part passes for the whole."""
        reading, writing = os.pipe()
        thread = threading.Thread(target=self._context.run, args=(self._write, writing), daemon=True)
        thread.start()
        with os.fdopen(reading, "rb", buffering=0) as file:
            while piece := file.read(CHUNK):
                yield piece
        thread.join()
        if not self._whole:
            raise PicketlineError("the file could not be written whole")

    def _write(self, writing: int) -> None:
        with suppress(BrokenPipeError), os.fdopen(writing, "wb", buffering=CHUNK) as file:  # the reader may go away
            write(self._ledger, self._name, self._wanted, file)
            self._whole = True
