"""Add reports: paste a text, upload files or give an address, look at what is read in it, and keep it or not. Nothing is stored before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from picketline.export.spoken import gettext as _
from picketline.export.spoken import later
from picketline.export.words import claimed
from picketline.extract.length import unread
from picketline.extract.pipeline import extract_all, failure
from picketline.ledger import now
from picketline.model import Claim, Document, Issue, Record, claims
from picketline.model.errors import UserError
from picketline.web.asked import ledger_of
from picketline.web.given import LARGEST, Given, brought, carried, fetched, pasted, uploaded
from picketline.web.marked import marked
from picketline.web.told import TITLES
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

METHOD = "model:own"


@router.get("/add")
def form(request: Request) -> HTMLResponse:
    """The empty form."""
    return _form(request)


@router.post("/add")
def look(
    request: Request, text: Annotated[str, Form()] = "", published: Annotated[str, Form()] = "", url: Annotated[str, Form()] = "",
    file: Annotated[list[UploadFile] | None, File()] = None,
) -> HTMLResponse:  # fmt: skip
    """What is read in the reports, before they are kept. What cannot be read is told, and what was typed is not lost."""
    try:
        given = _given(request, text, published.strip(), url.strip(), file or [])
    except UserError as error:
        return _form(request, (str(error),), text=text, published=published, url=url)
    read = [one for part in given for one in part.read()]
    found = [one for one in read if not isinstance(one, Issue)]
    issues = [one for one in (*read, *(unread(document) for document, _ in found)) if isinstance(one, Issue)]
    shown = [_shown(request, *one) for one in _records(found, issues)]
    problems = [issue.message for issue in issues]
    if not shown:
        return _form(request, problems or (_("Nothing to read was found in it."),), text=text, published=published, url=url)
    return HTMLResponse(page(request, "add.html", found=shown, problems=problems, given=carried(given)))


@router.post("/add/keep")
def keep(request: Request, given: Annotated[str, Form()]) -> RedirectResponse:
    """Reads the reports again and stores them; goes to the dispute that they tell of, where it is one, else to the first report.

    One on which extraction fails is left out and noted, so that it can be added again.
    """
    ledger = ledger_of(request)
    found = [one for part in brought(given) for one in part.read()]
    documents = [one for one in found if not isinstance(one, Issue)]
    issues = [one for one in found if isinstance(one, Issue)]
    data = {document.id: original for document, original in documents}
    added = [
        ledger.add(document, data[document.id], record, recorded_at=now(), issues=filter(None, [unread(document)]), method=METHOD)
        for document, record in _records(documents, issues)
    ]  # fmt: skip
    if issues:
        ledger.note(issues, recorded_at=now())
    disputes = list(dict.fromkeys(dispute for one in added for dispute in ledger.disputes_of(one.document)))
    if len(disputes) == 1:
        return RedirectResponse(f"/d/{disputes[0]}", 303)
    return RedirectResponse(f"/s/{added[0].document}" if added else "/disputes", 303)


def _given(request: Request, text: str, published: str, url: str, files: list[UploadFile]) -> list[Given]:
    given = [uploaded(one.filename, one.file.read(LARGEST + 1)) for one in files if one.filename]
    if url:
        if not request.app.state.allow_fetch:
            raise UserError("this desk fetches no addresses: start it with  picketline serve --allow-fetch, or paste the text")
        given.append(fetched(url))
    if text.strip() or not given:
        given.insert(0, pasted(text, published))
    return given


def _form(request: Request, problems: Iterable[str] = (), text: str = "", published: str = "", url: str = "") -> HTMLResponse:
    told = tuple(problems)
    content = page(
        request, "add.html", found=(), problems=told, text=text, published=published, url=url, fetching=request.app.state.allow_fetch
    )
    return HTMLResponse(content, 400 if told else 200)


def _records(found: Iterable[tuple[Document, bytes]], issues: list[Issue]) -> Iterator[tuple[Document, Record]]:
    """The documents with their records, but those on which extraction fails: they are among the issues then."""
    documents = [document for document, _original in found]
    failed: set[str] = set()

    def fails(document: Document, error: Exception) -> None:
        failed.add(document.id)
        issues.append(failure(document, error))

    records = extract_all(documents, failed=fails)
    return ((document, record) for document, record in zip(documents, records, strict=True) if document.id not in failed)


def _shown(request: Request, document: Document, record: Record) -> dict[str, object]:
    said = list(claims(record, document.id, METHOD))
    ledger = ledger_of(request)
    return {
        "document": document, "relevant": record.relevant, "disputes": len(record.disputes), "claims": list(map(_value, said)),
        "text": marked(document, said), "kept": ledger.has(document.id),
    }  # fmt: skip


def _value(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id, "place": claim.subject.rpartition("#")[2], "title": TITLES.get(claim.property, later("Event")),
        "words": claimed(claim), "said_by": claim.said_by, "quote": claim.words,
    }  # fmt: skip
