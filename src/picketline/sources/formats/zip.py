"""A ZIP archive of reports: each member is a document of its own, named `archive!member`."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from picketline.model import Issue
from picketline.sources.draft import STAGE, Found
from picketline.sources.formats import Example
from picketline.sources.within import MOST, Archive, BadArchive, read_within

APART = True
SUFFIXES = (".zip",)


def sniff(_head: bytes) -> bool:
    """Never certain: Word and OpenDocument files are ZIP archives too, so the name decides."""
    return False


def read(data: bytes, name: str) -> Iterator[Found]:
    """The documents of the members, in the archive's order; hidden members are passed over."""
    try:
        archive = Archive(data)
    except BadArchive as error:
        yield Issue(name, STAGE, str(error))
        return
    names = [member for member in archive.names() if not any(part.startswith((".", "__MACOSX")) for part in member.split("/"))]
    for member in names[:MOST]:
        try:
            yield from read_within(archive.take(member), name, member)
        except BadArchive as error:
            yield Issue(name, STAGE, str(error), "partial")
    if len(names) > MOST:
        yield Issue(name, STAGE, f"holds {len(names)} files; the first {MOST} were read", "partial")
    if not names:
        yield Issue(name, STAGE, "holds no files")


def _packed(**members: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("_", ".")), data)
    return file.getvalue()


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example(
            "pile.zip", _packed(a_txt=b"Crews walked out.", b_md=b"# Crews\n\nThey came back."), ("Crews walked out.", "They came back.")
        ),
        Example("none.zip", _packed(), (), ("holds no files",)),
        Example("no.zip", b"PK\x03\x04 and then nothing", (), ("is no sound ZIP archive",)),
    )
