"""What every answer carries and every request must satisfy: no foreign origin writes, nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import PlainTextResponse, Response

from picketline.export.spoken import speaking
from picketline.web.locale import chosen

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip
HEADERS = {
    "Vary": "Accept-Language",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
READING = frozenset({"GET", "HEAD", "OPTIONS"})
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts by which the desk may be called: a foreign name that resolves to this machine (DNS rebinding) is none of them."""


async def guard(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuses foreign hosts, and writing from another site; answers in the reader's language; adds the headers."""
    if not here(request.headers.get("host", "")):
        return PlainTextResponse("This desk answers only on this machine.", 421)
    if request.method not in READING and not own(request):
        return PlainTextResponse("This request came from another site and was refused.", 403)
    with speaking(chosen(request.headers.get("accept-language"), request.app.state.languages)):
        response = await answer(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def here(host: str) -> bool:
    """Whether a `Host` header names this machine.

    >>> here("127.0.0.1:8000"), here("[::1]:8000"), here("localhost"), here("desk.example:8000"), here("[")
    (True, True, True, False, False)
    """
    try:
        return urlsplit(f"//{host}").hostname in LOCAL
    except ValueError:
        return False


def within(back: str, otherwise: str) -> str:
    """An address that a form asks to be led back to, if it is a path of the desk's own.

    >>> within("/review?at=C-1", "/"), within("//evil.example", "/"), within("/\\\\evil.example", "/"), within("https://evil.example", "/")
    ('/review?at=C-1', '/', '/', '/')
    """
    return back if back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable() else otherwise


def own(request: Request) -> bool:
    """Whether a request that writes comes from the desk's own pages, or from no browser at all."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
