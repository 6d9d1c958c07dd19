"""Writes the messages of the program for translators, `src/picketline/web/locales/desk.pot`: `make messages`.

They come from the templates, from the Python that calls `_`, `gettext`, `ngettext` or `later`, and from the labels of the code lists,
and from the rules that choose between claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from picketline.codes import code_list
from picketline.ledger.choice import RULES

SOURCE = Path(__file__).parent.parent / "src" / "picketline"
TEMPLATE = SOURCE / "web" / "locales" / "desk.pot"
METHODS = [("**/templates/**.html", "jinja2"), ("export/evidence/**.html", "jinja2"), ("web/**.py", "python"), ("export/**.py", "python")]
OPTIONS = {"**/templates/**.html": {"trimmed": "true"}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "ngettext": (1, 2), "later": None}
LISTS = ("forms", "events", "demands", "industries", "statuses", "outcomes", "modalities")

OTHER_RULES = {
    "the only claim", "all reports agree", "the first report", "the name that most independent sources use, then the fullest",
    "the only report", "the fullest telling",
}  # fmt: skip
"""What is told as the rule where none of `RULES` had to choose."""


def messages() -> Catalog:
    """The messages with the files in which they stand; no clock, no line numbers: the same program gives the same file."""
    catalogue = Catalog(project="picketline", charset="utf-8", fuzzy=False, header_comment="# Messages of picketline, for translators.")
    for message, file in sorted(_found(), key=str):
        catalogue.add(message, locations=[(file, 0)], flags=[])
    return catalogue


def _found() -> Iterator[tuple[str | tuple[str, ...], str]]:
    for file, _line, message, _comments, _context in extract_from_dir(SOURCE, METHODS, OPTIONS, KEYWORDS):
        yield message, file
    for words in {rule.words for rules in RULES.values() for rule in rules} | OTHER_RULES:
        yield words, "ledger/choice.py"
    for name in LISTS:
        for code in code_list(name).values():
            yield code.label, f"codes/{name}.toml"


def main() -> None:
    """Writes the file, without the dates of its header."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    with TEMPLATE.open("wb") as out:
        write_po(out, messages(), include_lineno=False, omit_header=False, width=120)
    kept = [line for line in TEMPLATE.read_text(encoding="utf-8").splitlines() if not line.startswith('"POT-Creation-Date')]
    TEMPLATE.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
