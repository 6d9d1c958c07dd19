"""A bag by RFC 8493: the payload's files, and manifests with the sha256 of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from picketline import __version__
from picketline.export.evidence.payload import payload
from picketline.ledger import Ledger
from picketline.model.document import digest
from picketline.model.errors import UserError

BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_bag(ledger: Ledger, dispute_id: str, folder: Path) -> int:
    """Writes the bag of a dispute into a folder that is not there or is empty; how many files it has. UserError where it cannot be written.

    The same ledger gives the same bytes: no clock but the ledger's own stands in it.
    """
    files = {f"data/{name}": content for name, content in payload(ledger, dispute_id).items()}
    tags = {
        "bagit.txt": BAGIT.encode(),
        "bag-info.txt": _info(ledger, dispute_id, files).encode(),
        "manifest-sha256.txt": _manifest(files).encode(),
    }
    try:
        if folder.exists() and any(folder.iterdir()):
            raise UserError(f"{folder} is not empty: name a new folder")
        for name, content in {**files, **tags, "tagmanifest-sha256.txt": _manifest(tags).encode()}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise UserError(f"{folder} cannot be written: {error.strerror}") from error
    return len(files) + len(tags) + 1


def _manifest(files: Mapping[str, bytes]) -> str:
    return "".join(f"{digest(content)}  {name}\n" for name, content in sorted(files.items()))


def _info(ledger: Ledger, dispute_id: str, files: Mapping[str, bytes]) -> str:
    octets = sum(map(len, files.values()))
    last = max(ledger.days(), default="")
    lines = {
        "External-Identifier": ledger.current_id(dispute_id),
        "External-Description": "A labour dispute with its evidence, from a picketline ledger",
        "Bagging-Date": last,
        "Payload-Oxum": f"{octets}.{len(files)}",
        "Bag-Software-Agent": f"picketline {__version__}",
        "Ledger-Head": ledger.head(),
    }
    return "".join(f"{label}: {value}\n" for label, value in lines.items())
