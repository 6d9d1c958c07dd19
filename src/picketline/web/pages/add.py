"""Add a report: paste its text or upload a file, look at what is read in it, and keep it or not. Nothing is stored before that."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from picketline.export.words import claimed
from picketline.extract.length import unread
from picketline.extract.pipeline import extract_all
from picketline.ledger import Ledger, now
from picketline.model import Claim, Document, Issue, Record, claims
from picketline.model.errors import UserError
from picketline.sources import read_bytes
from picketline.web.marked import marked
from picketline.web.pages.dispute import TITLES
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

LARGEST = 20_000_000
METHOD = "model:own"


@router.get("/add")
def form(request: Request) -> HTMLResponse:
    """The empty form."""
    return HTMLResponse(page(request, "add.html", found=(), problems=(), data="", name=""))


@router.post("/add")
async def look(
    request: Request, text: Annotated[str, Form()] = "", published: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> HTMLResponse:  # fmt: skip
    """What is read in the report, before it is kept."""
    name, data = await _given(text, published, file)
    read = list(read_bytes(data, name))
    found = [one for one in read if not isinstance(one, Issue)]
    records = extract_all(document for document, _ in found)
    shown = [_shown(document, record) for (document, _), record in zip(found, records, strict=True)]
    problems = [one.message for one in (*read, *(unread(document) for document, _ in found)) if isinstance(one, Issue)]
    return HTMLResponse(page(request, "add.html", found=shown, problems=problems, data=base64.b64encode(data).decode(), name=name))


@router.post("/add/keep")
def keep(request: Request, data: Annotated[str, Form()], name: Annotated[str, Form()]) -> RedirectResponse:
    """Reads the report again and stores it."""
    ledger: Ledger = request.app.state.ledger
    try:
        original = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise UserError("the report did not come back whole: add it again") from error
    found = [one for one in read_bytes(original, name) if not isinstance(one, Issue)]
    added = [
        ledger.add(document, bytes_, record, recorded_at=now(), issues=filter(None, [unread(document)]), method=METHOD)
        for (document, bytes_), record in zip(found, extract_all(document for document, _ in found), strict=True)
    ]
    return RedirectResponse(f"/s/{added[0].document}" if added else "/disputes", 303)


async def _given(text: str, published: str, file: UploadFile | None) -> tuple[str, bytes]:
    if file is not None and file.filename:
        data = await file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise UserError(f"{file.filename} is larger than {LARGEST // 1_000_000} MB: add it with  picketline add")
        return file.filename.replace("\\", "/").rsplit("/", 1)[-1], data
    if not text.strip():
        raise UserError("paste a report's text, or choose a file")
    if not published.strip():
        return "pasted.txt", text.encode()
    line = {"id": "pasted", "text": text, "published": published.strip()}
    return "pasted.jsonl", json.dumps(line, ensure_ascii=False).encode()


def _shown(document: Document, record: Record) -> dict[str, object]:
    said = list(claims(record, document.id, METHOD))
    return {
        "document": document, "relevant": record.relevant, "disputes": len(record.disputes), "values": list(map(_value, said)),
        "text": marked(document, said),
    }  # fmt: skip


def _value(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id, "place": claim.subject.rpartition("#")[2], "title": TITLES.get(claim.property, "Event"), "words": claimed(claim),
        "said_by": claim.said_by, "quote": claim.words,
    }  # fmt: skip
