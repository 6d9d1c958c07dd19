"""The desk as an ASGI application over one ledger."""

from __future__ import annotations

import os
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from picketline import __version__, plugins
from picketline.ledger import Ledger
from picketline.model.errors import LedgerError, PicketlineError, UnknownId
from picketline.web.documented import Documented
from picketline.web.locale import languages
from picketline.web.safety import guard
from picketline.web.views import page

STATIC = Path(__file__).parent / "static"


def create_app(ledger: str, by: str, allow_fetch: bool = False) -> FastAPI:
    """The desk for the ledger at a path or URL. `by` is the name under which decisions are stored; `allow_fetch` lets people
    give an address on the add page that the server itself fetches."""
    app = Documented(title="picketline", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.ledger, app.state.by, app.state.allow_fetch = Ledger.open(ledger), by, allow_fetch
    app.state.languages = languages()
    app.middleware("http")(guard)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for name in plugins.names("picketline.web.pages"):
        app.include_router(plugins.load("picketline.web.pages", name).router)
    app.add_exception_handler(PicketlineError, _refused)
    app.add_exception_handler(HTTPException, _missing)
    app.add_exception_handler(RequestValidationError, _misread)

    @app.get("/", include_in_schema=False)
    def home() -> RedirectResponse:
        return RedirectResponse("/disputes")

    return app


def from_environment() -> FastAPI:
    """The desk by the settings that `picketline serve` leaves: PICKETLINE_LEDGER, PICKETLINE_BY, PICKETLINE_ALLOW_FETCH."""
    app = create_app(os.environ["PICKETLINE_LEDGER"], os.environ["PICKETLINE_BY"], bool(os.environ.get("PICKETLINE_ALLOW_FETCH")))
    app.state.ledger.facets()  # counted once before anybody waits for it
    return app


async def _refused(request: Request, error: Exception) -> Response:
    """What the user asked for cannot be done: said in words, on a page or as JSON."""
    status = 503 if isinstance(error, LedgerError) else 404 if isinstance(error, UnknownId) else 400
    return _problem(request, status, str(error))


async def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _problem(request, status, str(getattr(error, "detail", error)))


async def _misread(request: Request, error: Exception) -> Response:
    """A parameter that cannot be read: which, and what would be right."""
    found = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    return _problem(request, 400, f"{'.'.join(map(str, found.get('loc', ())[1:]))}: {found.get('msg', error)}")


def _problem(request: Request, status: int, message: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": {"status": status, "message": message}}, status)
    return HTMLResponse(page(request, "problem.html", status=status, message=message), status)
