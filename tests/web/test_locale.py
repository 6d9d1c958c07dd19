"""The desk in other languages: every message passes through gettext, dates and numbers follow CLDR."""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from fastapi.testclient import TestClient
from jinja2 import Environment

from picketline.export.spoken import speaking
from picketline.export.words import day, joined, quantity
from picketline.web.locale import speech

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "docs"))
from messages import messages  # noqa: E402

TEMPLATES = sorted(ROOT.glob("src/picketline/web/templates/**/*.html"))


@pytest.fixture(scope="module")
def marked_up() -> bytes:
    """A catalogue that writes every message between ⟦ and ⟧."""
    catalogue = Catalog(locale="fr")
    for message in messages():
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            marked = tuple(f"⟦{one}⟧" for one in ids)
            catalogue.add(message.id, marked if len(marked) > 1 else marked[0], flags=message.flags)
    out = io.BytesIO()
    write_po(out, catalogue)
    return out.getvalue()


@pytest.fixture
def french(desk: TestClient, marked_up: bytes) -> TestClient:
    """A desk with one catalogue, asked by a reader who wants it."""
    desk.app.state.languages = {"fr": speech("fr", marked_up)}  # type: ignore[attr-defined]
    desk.headers["Accept-Language"] = "fr-CA, en;q=0.5"
    return desk


@pytest.mark.parametrize("path", ["/disputes", "/disputes?view=chart", "/review", "/statistics", "/add", "/nowhere"])
def test_what_a_page_says_is_in_the_readers_language(french: TestClient, path: str) -> None:
    """The page names its language, and the headings and buttons come from its catalogue."""
    text = french.get(path).text
    assert '<html lang="fr">' in text
    assert "⟦Disputes⟧" in text
    assert not [words for words in re.findall(r"<(?:h1|legend|button|dt)[^>]*>\s*([^<]+?)\s*<", text) if "⟦" not in words]


def test_without_a_catalogue_the_desk_speaks_english(desk: TestClient) -> None:
    """A reader who wants a language that nobody has translated gets English."""
    answer = desk.get("/disputes", headers={"Accept-Language": "de"})
    assert '<html lang="en-GB">' in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_api_and_the_files_do_not_change_with_the_language(french: TestClient) -> None:
    """What programs read is the same for every reader."""
    for path in ("/api/v1/disputes", "/disputes.csv", "/disputes.json"):
        assert french.get(path).content == french.get(path, headers={"Accept-Language": "en"}).content


def test_dates_numbers_and_lists_follow_the_language(marked_up: bytes) -> None:
    """CLDR writes the month, the thousands and the "and"; the words around them come from the catalogue."""
    with speaking(speech("fr", marked_up)):
        assert day("2023-12-11") == "11 décembre 2023"
        assert quantity({"value": 2000, "bound": "min"}) == "⟦2\u202f000 or more⟧"
        assert joined(["A", "B", "C"]) == "A, B et C"
    assert day("2023-12-11") == "11 December 2023"


def bare(template: Path) -> Iterator[str]:
    """The words of a template that stand outside gettext: text between tags, and attributes that people are told."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    source = re.sub(r"{%-?\s*trans\b.*?endtrans\s*-?%}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = "".join(
        value if kind == "data" else "\0" for _, kind, value in environment.lex(source) if kind == "data" or kind.endswith("begin")
    )
    told = re.findall(r'(?:title|placeholder|aria-label|alt)="([^"]*)"', text)
    for words in [*re.sub(r"<(style|script|code|kbd|svg)\b.*?</\1>|<[^>]*>", "\0", text, flags=re.DOTALL).split("\0"), *told]:
        if re.search(r"[^\W\d_]{2}", words):
            yield words.strip()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_words_of_a_page_stand_outside_gettext(template: Path) -> None:
    """A translator is given every word; names, times and addresses are values."""
    allowed = {"picketline", "· picketline", "2023", "2023-06", "https://"}
    assert [words for words in bare(template) if words not in allowed] == []
