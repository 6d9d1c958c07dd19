"""No GPL or AGPL, and no LGPL, in what `pip install picketline` brings: reads the core lock and the installed packages' metadata."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements" / "core.txt"
COPYLEFT = re.compile(r"\b[AL]?GPL|GNU (Affero|Lesser|General)", re.IGNORECASE)
CHOICE = re.compile(r"\bOR\b|MIT|BSD|Apache|MPL|PSF|ISC|Zope", re.IGNORECASE)


def licence(name: str) -> str:
    """What the package says of its licence: the SPDX expression, else the classifiers, else the first line of the free text."""
    data = metadata(name)
    if expression := data.get("License-Expression"):
        return expression
    classifiers = [line.rsplit("::", 1)[-1].strip() for line in data.get_all("Classifier") or [] if line.startswith("License ::")]
    return " / ".join(classifiers) or (data.get("License") or "unknown").splitlines()[0]


def main() -> int:
    """Prints what breaks the rule; 1 if anything does."""
    bad = []
    for name in re.findall(r"^([a-z0-9][a-z0-9._-]*)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        try:
            words = licence(name)
        except PackageNotFoundError:
            continue  # locked for another platform
        if words == "unknown" or (COPYLEFT.search(words) and not CHOICE.search(words)):
            bad.append(f"{name}: {words}")
    print("\n".join(bad) if bad else "licences: every core package is permissive")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
