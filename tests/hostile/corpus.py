"""Files that are meant to break a reader: (name, bytes), made afresh each time. `python tests/hostile/corpus.py FOLDER` writes them.

Where a page could be made to fetch something it is told to fetch from `lure`, an address at which a test listens.
"""

from __future__ import annotations

import gzip
import sys
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

STORY = "The weavers of the mill have been out since Monday, and the owner has not said a word to them. " * 4
PARAGRAPH = f"<p>{STORY}</p>"
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def cases(lure: str = "http://127.0.0.1:9/lure", scale: float = 1.0) -> Iterator[tuple[str, bytes]]:
    """All cases, in a fixed order; the endless ones are `scale` times as long."""
    for name, page in pages(lure, scale):
        yield f"{name}.html", page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    yield from archives(lure)
    yield from letters()
    yield from feeds(lure)
    yield from portable(lure)
    yield "deep.jsonl", b'{"text": "x", "deep": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n"
    yield "numbers.jsonl", b'{"text": "Crews walked out.", "n": ' + b"9" * 100_000 + b"}\n"
    yield "controls.txt", b"Crews \x1b[31mwalked\x1b[0m out\x00 of the mill.\x07" * 50
    yield "one-line.txt", b"strike " * int(scale * 700_000)
    yield "stops.txt", b"A. " * int(scale * 500_000)


def wrapped(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>Mill</title>{head}</head><body>{body}</body></html>"


def pages(lure: str, scale: float) -> Iterator[tuple[str, str | bytes]]:
    """Pages: nested, endless, lying, luring."""
    for depth in (250, 254, 5_000, 100_000):
        yield f"nested-{depth}", wrapped("<div>" * depth + PARAGRAPH + "</div>" * depth)
    yield "nested-tables", wrapped("<table><tr><td>" * 5_000 + PARAGRAPH)
    yield "nested-broken", wrapped("<div><b><i><a href=x>" * 20_000 + PARAGRAPH)
    yield "adoption", wrapped("<a><b>" * 3_000 + PARAGRAPH + "</a></b>" * 3_000)
    yield "attribute-10mb", wrapped(f'<div data-x="{"y" * 10_000_000}">{PARAGRAPH}</div>')
    yield (
        "attributes",
        wrapped(f"<div {' '.join(f'a{i}=1' for i in range(int(scale * 50_000)))}>{PARAGRAPH}</div>"),
    )
    yield "flat", wrapped("".join(f"<p>Weaver {i} walked out on Monday.</p>" for i in range(int(scale * 100_000))))
    yield "links", wrapped(PARAGRAPH + "<a href=/x>more</a> " * int(scale * 50_000))
    yield "metas", wrapped(PARAGRAPH, "<meta name=x content=y>" * int(scale * 50_000))
    yield "title-5mb", f"<title>{'strike ' * int(scale * 700_000)}</title>{PARAGRAPH}"
    yield "less-than", "<p>" + "<" * 1_000_000 + " " + STORY
    yield "open-comment", PARAGRAPH + "<!--" + "x" * 1_000_000
    yield "open-script", PARAGRAPH + "<script>" * int(scale * 50_000)
    yield "open-quote", PARAGRAPH + "<a href='" + "x" * 1_000_000
    yield "entities", wrapped(f"<p>{'&amp;' * 200_000}{STORY}</p>")
    yield "entity-lies", wrapped(f"<p>&#xD800; &#99999999999; &#0; &#x202E; &unknown; {STORY}</p>")
    yield "nul", wrapped(PARAGRAPH).replace("weavers", "wea\0vers")
    yield "not-utf8", wrapped(PARAGRAPH).encode().replace(b"mill", b"m\xff\xfell") * 3
    yield "charset-lie", wrapped(PARAGRAPH, "<meta charset=utf-16>")
    yield "charset-none", wrapped(PARAGRAPH.replace("weavers", "wéavers"), "<meta charset=klingon>").encode("cp1252")
    yield "charset-utf7", wrapped("<p>+ADw-script+AD4-</p>" + PARAGRAPH, "<meta charset=utf-7>")
    yield "bom-lie", b"\xff\xfe" + wrapped(PARAGRAPH).encode()
    yield "bidi", wrapped(PARAGRAPH.replace("owner", "ow\u202ener\u202c"))
    yield "zero-width", wrapped(PARAGRAPH.replace("owner", "ow\u200bner"))
    yield "homoglyph", wrapped(PARAGRAPH.replace("owner", "\u043ewner"))
    yield "combining", wrapped(PARAGRAPH + "e" + "\u0301" * 100_000)
    yield "json-ld-deep", wrapped(PARAGRAPH, f'<script type="application/ld+json">{"[" * 100_000}</script>')
    yield (
        "json-ld-wide",
        wrapped(
            PARAGRAPH,
            '<script type="application/ld+json">{"@type": "Article", "author": ["x"]}</script>' * int(scale * 2_000),
        ),
    )
    yield (
        "dates",
        wrapped(PARAGRAPH, '<meta property="article:published_time" content="99999-99-99T99:99:99">' + "<time datetime=-1>" * 100),
    )
    lures = f'<img src="{lure}"><iframe src="{lure}"></iframe><script src="{lure}"></script><object data="{lure}"></object>'
    yield (
        "lures",
        wrapped(
            PARAGRAPH + lures, f'<base href="{lure}"><link rel=stylesheet href="{lure}"><meta http-equiv=refresh content="0;url={lure}">'
        ),
    )
    yield "og-lure", wrapped(PARAGRAPH, f'<meta property="og:image" content="{lure}"><link rel=canonical href="javascript:alert(1)">')
    yield (
        "xxe",
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{lure}"><!ENTITY y SYSTEM "file:///etc/passwd">]><html><p>&x;&y;{STORY}</p></html>',
    )
    yield "frames", f"<html><frameset><frame src='{lure}'></frameset></html>"
    yield "svg", wrapped(f"<svg><foreignObject>{PARAGRAPH}</foreignObject><use href='{lure}'/></svg>" * 50)
    yield (
        "select",
        wrapped("<select>" + "<option>Weaver" * int(scale * 50_000) + "</select>" + PARAGRAPH),
    )
    yield "pre", wrapped(f"<pre>{'strike ' * int(scale * 300_000)}</pre>")


def packed(members: list[tuple[str, bytes]]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=zipfile.ZIP_DEFLATED)
    return file.getvalue()


def word(document: str, *more: tuple[str, bytes]) -> bytes:
    """The members that a Word file needs, with this body."""
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'  # noqa: E501
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>'  # noqa: E501
    members = [
        ("[Content_Types].xml", types.encode()),
        ("_rels/.rels", relations.encode()),
        ("word/document.xml", document.encode()),
        *more,
    ]
    return packed(members)


def archives(lure: str) -> Iterator[tuple[str, bytes]]:
    """Bombs, slips, nests and lies in archives, Word and OpenDocument files."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {space}><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"
    xxe = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{lure}"><!ENTITY y SYSTEM "file:///etc/passwd">]>'
    yield "bomb.zip", packed([("a.txt", b"0" * 150_000_000)])
    yield "many.zip", packed([(f"{i}.txt", b"") for i in range(12_000)])
    yield (
        "slip.zip",
        packed([("../../escaped.txt", STORY.encode()), ("/tmp/escaped.txt", STORY.encode()), ("C:\\escaped.txt", STORY.encode())]),
    )
    nest = STORY.encode()
    for depth in range(6):
        nest = packed([(f"{depth}.zip" if depth else "0.txt", nest)])
    yield "nest.zip", nest
    sound = packed([("a.txt", STORY.encode())])
    yield "lie.zip", sound.replace(len(STORY).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    yield "torn.zip", sound[:-30]
    yield "bomb.docx", word(body.format(STORY), ("word/x.xml", b"0" * 150_000_000))
    yield "xxe.docx", word(xxe + body.format("&x;&y;" + STORY))
    yield "laughs.docx", word(LAUGHS + body.format("&j;" + STORY))
    yield "deep.docx", word(f"<w:document {space}><w:body>" + "<w:p>" * 50_000 + "</w:p>" * 50_000 + "</w:body></w:document>")
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    inner = "<office:body><office:text><text:p>{}</text:p></office:text></office:body>"
    open_body = f"<office:document-content {office}>{inner}</office:document-content>"
    mark = ("mimetype", b"application/vnd.oasis.opendocument.text")
    yield "laughs.odt", packed([mark, ("content.xml", (LAUGHS + open_body.format("&j;" + STORY)).encode())])
    yield "xxe.odt", packed([mark, ("content.xml", (xxe + open_body.format("&x;&y;" + STORY)).encode())])
    yield "deep.odt", packed([mark, ("content.xml", open_body.format("<text:span>" * 50_000 + "</text:span>" * 50_000).encode())])
    yield "bomb.txt.gz", gzip.compress(b"0" * 150_000_000, 9, mtime=0)
    yield "garbage.txt.gz", gzip.compress(STORY.encode(), mtime=0) + b"garbage"


def letters() -> Iterator[tuple[str, bytes]]:
    """Mail with endless headers, nests and lies."""
    head = b"From: a@b.example\nTo: c@d.example\nSubject: Mill\nMIME-Version: 1.0\n"
    yield "header.eml", head + b"X-Long: " + b"y" * 5_000_000 + b"\n\n" + STORY.encode()
    yield "headers.eml", head + b"X-Many: y\n" * 100_000 + b"\n" + STORY.encode()
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(2_000))
    yield "nested.eml", head + parts + b"\n" + STORY.encode()
    attached = b'--b\nContent-Disposition: attachment; filename="../../../etc/x.txt"'
    named = b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\n%s\n' + attached + b"\n\n%s\n--b--\n"
    yield "slip.eml", head + named % (STORY.encode(), STORY.encode())
    yield "base64.eml", head + b"Content-Type: text/plain; charset=klingon\nContent-Transfer-Encoding: base64\n\n!!!!not base64!!!!\n"
    yield "dates.eml", head + b"Date: Mon, 99 Foo 99999 99:99:99 +9999\n\n" + STORY.encode()
    yield "many.mbox", b"From a@b.example Mon Mar  4 09:15:00 2024\n\nx\n" * 3_000


def feeds(lure: str) -> Iterator[tuple[str, bytes]]:
    """Feeds with bombs, lures and no end."""
    item = f"<item><title>Mill</title><description>{STORY}</description></item>"
    rss = "<rss version='2.0'><channel><title>Mill</title>{}</channel></rss>"
    yield "laughs.rss", (LAUGHS + rss.format(item.replace("weavers", "&j;"))).encode()
    yield (
        "xxe.rss",
        (
            f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{lure}"><!ENTITY y SYSTEM "file:///etc/passwd">]>'
            + rss.format(item.replace("weavers", "&x;&y;"))
        ).encode(),
    )
    yield "many.rss", rss.format("<item><title>Mill</title></item>" * 3_000).encode()
    yield "deep.rss", rss.format("<x>" * 20_000 + item).encode()
    yield "items.json", b'{"version": "https://jsonfeed.org/version/1", "items": [1, null, {"content_text": 5}, {"title": {}}]}'


def portable(lure: str) -> Iterator[tuple[str, bytes]]:
    """PDF files that loop, lie, bomb and call."""

    def pdf(*objects: bytes) -> bytes:
        body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
        return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"

    catalog, page = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    yield "loop.pdf", pdf(catalog, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    yield "count.pdf", pdf(catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", page, b"<< /Length 0 >>\nstream\n\nendstream")
    bomb = zlib.compress(b"BT (x) Tj ET " * 8_000_000, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(bomb), bomb)
    yield "bomb.pdf", pdf(catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream)
    call = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (%s) >> >>" % lure.encode()
    yield "call.pdf", pdf(call, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, b"<< /Length 0 >>\nstream\n\nendstream")
    yield "torn.pdf", pdf(catalog, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page)[:90]
    yield (
        "locked.pdf",
        b"%PDF-1.4\n1 0 obj\n<< /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -4 >>\nendobj\ntrailer\n<< /Encrypt 1 0 R /Root 1 0 R >>\n",
    )


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in cases():
        (folder / name).write_bytes(data)
