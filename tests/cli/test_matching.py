"""`picketline match`: the disputes of the companies on a list."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ran

from picketline.resolve.names import likeness, name
from picketline.tables.watched import LEAST, reason
from picketline.tables.watchlist import parse

Run = Callable[..., Ran]


def listed(folder: Path, text: str) -> Path:
    path = folder / "suppliers.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_company_is_found_under_another_form_of_its_name(run: Run, disputes: dict[str, str], tmp_path: Path) -> None:
    """Each match names the dispute, the name in the reports, how like they are and why, with a link; matches are findings: 1."""
    path = listed(tmp_path, "Supplier no;Company;Country\n7;Harwick Quays Ltd;United Kingdom\n8;Nobody and Sons;GB\n")
    ran = run("match", path, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert ran.code == 1
    assert (row["line"], row["own_id"], row["name"], row["dispute"]) == ("2", "7", "Harwick Quays Ltd", disputes["Harwick Quays"])
    assert float(row["score"]) == 1.0
    assert row["reason"] == "the same name but for its form: Harwick Quays Ltd = Harwick Quays; same country"
    assert row["url"] == f"http://127.0.0.1:8000/d/{row['dispute']}"
    assert "1 of 2 names have a match, in 1 disputes" in ran.err


def test_without_a_match_the_exit_code_is_0(run: Run, disputes: dict[str, str], tmp_path: Path) -> None:
    """So that a script can tell."""
    ran = run("match", listed(tmp_path, "name\nNobody and Sons\n"), "--format", "json")
    assert (ran.code, ran.out) == (0, "")


def test_a_list_can_be_matched_with_recent_disputes_alone(run: Run, disputes: dict[str, str], tmp_path: Path) -> None:
    """`--since` leaves out what was over before."""
    path = listed(tmp_path, "name\nHarwick Quays\nTolland Mill\n")
    assert [row["name"] for row in run("match", path, "--since", "1988", "--format", "json").json()] == ["Tolland Mill"]


def test_another_country_is_told_not_left_out(run: Run, disputes: dict[str, str], tmp_path: Path) -> None:
    """A group's works abroad are what a buyer looks for."""
    (row,) = run("match", listed(tmp_path, "name,country\nHarwick Quays,DEU\n"), "--format", "json").json()
    assert row["country"] == "DE"
    assert row["reason"].endswith("in another country (GB)")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("a,b\nx,y\n", "has no column of names that can be told; it has a, b: name it with --name COLUMN"),
        ('name\n"Harwick', "line 2: unexpected end of data"),
        ("name,country\n,GB\n", "has no name in its column 'name'"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_in_words(run: Run, ledger: Path, tmp_path: Path, text: str, told: str) -> None:
    """What is wrong, where, and what would be right; exit code 2."""
    ran = run("match", listed(tmp_path, text))
    assert ran.code == 2
    assert told in ran.err


def test_a_list_that_is_not_utf_8_or_not_there_is_told_as_such(run: Run, ledger: Path, tmp_path: Path) -> None:
    """The byte is named, and how to save it."""
    path = tmp_path / "old.csv"
    path.write_bytes("name\nKöhler\n".encode("latin-1"))
    assert "is not UTF-8 (byte 6)" in run("match", path).err
    assert "cannot be read" in run("match", tmp_path / "none.csv").err


def test_a_column_can_be_named(run: Run, disputes: dict[str, str], tmp_path: Path) -> None:
    """Also one that would not be told; a wrong name lists those there are."""
    path = listed(tmp_path, "who,where\nTolland Mill,GB\n")
    assert len(run("match", path, "--name", "WHO", "--format", "json").json()) == 1
    assert "has no column 'whom'; it has who, where" in run("match", path, "--name", "whom").err


def test_a_rejected_employer_matches_nothing(run: Run, disputes: dict[str, str], ledger: Path, tmp_path: Path) -> None:
    """What a person took out is no employer of the dispute."""
    path = listed(tmp_path, "name\nTolland Mill\n")
    claims = [line.split() for line in run("show", disputes["Tolland Mill"], "--claims").out.splitlines() if "employer" in line]
    claim = next(word for line in claims for word in line if word.startswith("C-"))
    assert run("reject", claim, "--by", "ada").code == 0
    assert run("match", path).code == 0


def test_another_alphabet_is_a_match_to_be_confirmed() -> None:
    """Spellings of one name in Latin and Cyrillic letters are candidates, and the reason says so."""
    one, other = name("SNPS Aktobemunaigaz"), name("СНПС-Актобемунайгаз")
    score = likeness(one, other)
    assert score >= LEAST
    assert "to be confirmed" in reason(one, other, score)


@pytest.mark.parametrize("text", ["Name,Land\nA Co,x\n", "\ufeffname\tcountry\nA Co\tKZ\n", "vendor no|vendor_name\n1|A Co\n"])
def test_separators_and_headers_are_told(text: str) -> None:
    """Commas, semicolons, tabs and bars; a header that has the word among others."""
    assert [one.name for one in parse(text.removeprefix("\ufeff"), "x.csv")] == ["A Co"]
