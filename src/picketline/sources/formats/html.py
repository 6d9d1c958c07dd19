"""Web pages: the whole visible text, with what stands outside the article marked as furniture, never cut away.

The text comes from resiliparse (every visible block on a line of its own), the article from trafilatura; a line of the text that
the article holds is body. Where trafilatura finds nothing (deep nesting, giant attributes, unusual pages) resiliparse's own main
content is asked, and then all of the page's text stands, marked by the shape of its lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from picketline.model import Issue
from picketline.sources.draft import STAGE, Draft, Found, finish
from picketline.sources.encoding import decode
from picketline.sources.formats import Example
from picketline.sources.published import date_in_text
from picketline.sources.tags import bounded, without_tags

if TYPE_CHECKING:
    from picketline.sources.article import Article
    from picketline.sources.head import Head

APART = True
SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx")
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*){0,9}"
    rb"<(?:!doctype html|html|head|body|script|meta|title|div|p|h1|article|table)[\s>]",
    re.I,
)
_HINTS = re.compile("\u00ad|&(?:shy|#173|#x0*ad);", re.I)
"""Where a word may be parted at the end of a line: no letter of it."""
MOST_TAGS = 4000
"""Tags of the largest page that htmldate is asked about: its time grows with the page."""
_LAST_DAY = "2099-12-31"  # given, for htmldate's own is the day of the run: the same page must give the same date whenever it is read


def sniff(head: bytes) -> bool:
    """Whether the bytes begin as HTML does."""
    return _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def read(data: bytes, name: str) -> Iterator[Found]:
    """The page as one document; an issue where it holds no text, or where the article was not told from the page."""
    from resiliparse.parse.html import HTMLTree

    from picketline.sources.article import article
    from picketline.sources.head import head
    from picketline.sources.outline import layers

    decoded = decode(data)
    html = bounded(_HINTS.sub("", decoded.text.replace("\0", "\ufffd")))
    tree = HTMLTree.parse(html)
    found, known = article(html, tree), head(tree)
    published, origin = _published(found, known, html)
    draft = Draft(
        name=name,
        data=data,
        text=found.text,
        format="html",
        title=known.title,
        url=known.url,
        outlet=known.outlet,
        byline=known.byline,
        via=known.via,
        published=published,
        layers=layers(found, known.title),
        metadata={"encoding": decoded.encoding, "extractor": found.extractor} | ({"published:from": origin} if origin else {}),
    )
    for part in finish(draft):
        yield part
        if not isinstance(part, Issue) and found.extractor == "none":
            message = "the article could not be told from the rest of the page: all of its text is kept"
            yield Issue(name, STAGE, message, "partial", part[0].id)


def salvage(data: bytes, name: str, why: str) -> Iterator[Found]:
    """The page's words with its tags taken off, unmarked; `why` is said in an issue."""
    decoded = decode(data)
    metadata = {"encoding": decoded.encoding, "extractor": "tags off"}
    for part in finish(Draft(name=name, data=data, text=without_tags(decoded.text), format="html", metadata=metadata)):
        yield part
        if not isinstance(part, Issue):
            yield Issue(name, STAGE, f"{why}: its words are kept, its layout is not read", "partial", part[0].id)


def _published(found: Article, known: Head, html: str) -> tuple[str | None, str | None]:
    """The day of publication and where it stands: the page's tags or URL, else (where no line of the text is a date) htmldate's find."""
    if known.published or html.count("<") > MOST_TAGS or date_in_text(found.text):
        return known.published, known.published_from
    from htmldate import find_date

    day = find_date(html, extensive_search=False, original_date=True, max_date=_LAST_DAY)
    return (day, "page") if day else (None, None)


_STORY = (
    "The crews of all nine ferries between Elmstrand and the islands stopped work at noon on Monday, their union said. "
    "Talks with Norrland Lines had broken down over pay late on Sunday night, and no new date has been set for them."
)


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example(
            "ferries.html",
            f"""<!doctype html><html lang=en><head><title>Crews walk out - Elmstrand Post</title>
        <meta property="article:published_time" content="2024-03-04T09:00:00Z"><script>var x = "strike";</script></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        <article><h1>Crews walk out</h1><p>By Ada Finch</p><p>{_STORY}</p><p>{_STORY.replace("nine", "ten")}</p></article>
        <footer>All rights reserved</footer></body></html>""".encode(),
            ("all nine ferries",),
        ),
        Example(
            "entities.html",
            b"<p>Caf&eacute; staff &amp; cooks &#128512; walked out.</p>",
            ("Café staff & cooks 😀 walked out.",),
            ("could not be told",),
        ),
        Example("empty.html", b"<html><body><script>1</script></body></html>", (), ("holds no text",)),
    )
