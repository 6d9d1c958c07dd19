"""A mail: its subject, sender and day, the body with its quoted parts marked, and each attachment as a document of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from picketline.model import Issue, Layer
from picketline.sources.draft import STAGE, Draft, Found, finish
from picketline.sources.encoding import decode
from picketline.sources.formats import Example
from picketline.sources.published import publication_date
from picketline.sources.tags import without_tags
from picketline.sources.within import MOST, read_within

APART = True
SUFFIXES = (".eml",)
_NAMES = rb"From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Reply-To"
_HEADERS = re.compile(rb"(?:(?:%s): [^\n]{0,900}\n(?:[ \t][^\n]*\n)*){3}" % _NAMES, re.I)
_QUOTED = re.compile(r"^[ \t]*>.*(?:\n[ \t]*>.*)*", re.M)
_FORWARDED = re.compile(
    r"^-{2,}\s?(?:Original Message|Forwarded message|Исходное сообщение)\s?-{2,}[ \t]*$|^Begin forwarded message:[ \t]*$"
    r"|^On [^\n]{4,120}(?:\n[^\n]{0,80})? wrote:[ \t]*$",
    re.M,
)


def sniff(head: bytes) -> bool:
    """Whether the bytes begin with headers of a mail."""
    return _HEADERS.match(head) is not None


def read(data: bytes, name: str) -> Iterator[Found]:
    """The mail as a document, then its attachments (`mail.eml!report.pdf`); an issue where there is no text in it."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        body, attachments = _parts(message)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:  # what the email package raises for odd mail
        yield Issue(name, STAGE, f"is no sound mail ({type(error).__name__}: {error})")
        return
    yield from finish(_draft(message, data, name, body))
    for number, (inner, content) in enumerate(attachments, 1):
        if number > MOST:
            yield Issue(name, STAGE, f"has more than {MOST} attachments: the rest was not read", "partial")
            return
        yield from read_within(content, name, inner)


def _draft(message: EmailMessage, data: bytes, name: str, body: str) -> Draft:
    subject, sender, date = (_header(message, key) for key in ("subject", "from", "date"))
    text = (f"{subject}\n\n{body}" if subject else body).replace("\r\n", "\n").replace("\r", "\n")
    published = publication_date(date) if date else None
    return Draft(
        name=name,
        data=data,
        text=text,
        format="eml",
        title=subject,
        byline=_name(sender),
        published=published,
        layers=tuple(_quoted(text)),
        metadata={"published:from": "header"} if published else {},
    )


def _header(message: EmailMessage, key: str) -> str | None:
    """A header's words, or None where there is none; a broken one is what can be read of it."""
    try:
        value = message.get(key)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):  # the parser of structured headers on odd ones
        return None
    words = "".join(c for c in str(value or "") if c.isprintable()).encode("utf-8", "replace").decode()
    return " ".join(words.split()) or None


def _name(sender: str | None) -> str | None:
    """The sender's name without the address."""
    if not sender:
        return None
    name, address = parseaddr(sender)
    return name or (address.split("@", 1)[0] if address else None)


def _parts(message: EmailMessage) -> tuple[str, list[tuple[str, bytes]]]:
    """The body's text (plain rather than HTML), and the attachments with their names."""
    body = message.get_body(preferencelist=("plain", "html"))
    attachments = []
    for number, part in enumerate(message.walk(), 1):
        if part is body or part.is_multipart() or not _is_attached(part):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            attachments.append((_file_name(part, number), content))
    return (_text(body) if isinstance(body, EmailMessage) else ""), attachments


def _is_attached(part: EmailMessage) -> bool:
    """Whether a part is a report of its own: named, or told to be attached; pictures and signatures of the sender's are none."""
    named = part.get_filename() is not None or part.get_content_disposition() == "attachment"
    return named and part.get_content_maintype() not in ("image", "audio", "video")


def _file_name(part: EmailMessage, number: int) -> str:
    """The attachment's own name without folders, or one from its place and type."""
    name = (part.get_filename() or "").replace("\\", "/").rsplit("/", 1)[-1].strip()
    return "".join(c for c in name if c.isprintable()) or f"part{number}.{part.get_content_subtype()}"


def _text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    words = decode(content if isinstance(content, bytes) else b"", part.get_content_charset()).text
    return without_tags(words) if part.get_content_subtype() == "html" else words


def _quoted(text: str) -> Iterator[Layer]:
    """The parts of a mail that are somebody else's: lines led by `>`, and all below the line that introduces a forwarded mail."""
    forwarded = _FORWARDED.search(text)
    stop = forwarded.start() if forwarded else len(text)
    for match in _QUOTED.finditer(text):
        if match.end() <= stop:
            yield Layer(match.start(), match.end(), "quoted", "quoted lines")
    if text[stop:].strip():
        yield Layer(stop, len(text.rstrip()), "quoted", "forwarded or answered mail")


_MAIL = b"""From: Ingrid Aasen <president@union.example>
To: desk@picketline.example
Subject: =?utf-8?q?Crews_walk_out_=E2=80=93_statement?=
Date: Mon, 04 Mar 2024 09:15:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

We stand by the crews of the caf=E9 boats.

> Did they walk out?
--b
Content-Type: text/html; name="report.html"
Content-Disposition: attachment; filename="../../report.html"

<html><body><p>Ferry crews walked out on Monday over pay.</p></body></html>
--b--
"""


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example(
            "mail.eml", _MAIL, ("– statement\n\nWe stand by the crews of the café boats.", "Ferry crews walked out"), ("could not be told",)
        ),
        Example("empty.eml", b"From: a@b.example\nTo: c@d.example\nSubject:\nDate: now\n\n", (), ("holds no text",)),
    )
