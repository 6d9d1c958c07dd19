"""Commands that read the ledger."""

import csv
import io
import json

import pytest
from rich.console import Console

from picketline.cli._dispute import view
from picketline.model import Choice, Claim, Dispute
from picketline.model.filters import FILTERS, Filter

FOUND = {
    "country": ("gb", 1), "region": ("154", 1), "form": ("Strike", 2), "status": ("ongoing", 2), "event": ("action_started", 2),
    "employers": ("Tolland Mill", 1), "size": ("100", 1), "conflict": ("workers_involved", 1), "since": ("1988", 1),
    "until": ("1987", 1), "employer": ("quays", 1), "text": ("weavers", 1),
}  # fmt: skip
"""A value of each filter that the ledger's two disputes give something for, and how many have it."""
UNMET = {
    "form": "lockout", "status": "averted", "demand": "pay", "event": "hearing", "industry": "B", "since": "2999", "until": "1900",
}  # fmt: skip
"""A value that nothing meets, where any words will not do."""


def test_the_list_is_a_table_for_people(run, ledger) -> None:
    """Plain text without colour where standard output is no terminal; the count goes to standard error."""
    ran = run("disputes")
    assert ran.code == 0
    assert "Harwick Quays" in ran.out and "Tolland Mill" in ran.out
    assert "\x1b" not in ran.out
    assert ran.err == "2 disputes\n"


def test_filters_narrow_the_list(run, ledger) -> None:
    """Codes may be written small; what is not met is not listed."""
    ran = run("disputes", "--country", "gb", "--since", "1987", "--until", "1987-Q2", "--json")
    assert [line["employers"] for line in ran.json()] == [["Harwick Quays"]]
    assert run("disputes", "--text", "weavers", "--json").json()[0]["employers"] == ["Tolland Mill"]
    assert run("disputes", "--employer", "nobody", "--json").out == ""


@pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.name)
def test_a_file_takes_every_filter_of_the_list(run, ledger, disputes, one: Filter) -> None:
    """What `disputes` finds is what `export` writes; one that nothing meets writes nothing."""
    met, unmet = FOUND.get(one.name, (UNMET.get(one.name, "none"), 0)), (UNMET.get(one.name, "none"), 0)
    for value, many in (met, unmet):
        listed = sorted(line["id"] for line in run("disputes", f"--{one.name}", value, "--json").json())
        assert [line["id"] for line in run("export", "jsonl", f"--{one.name}", value).json()] == listed
        assert len(listed) == many


def test_a_code_that_there_is_not_is_told_with_those_there_are(run, ledger) -> None:
    """It would find nothing, in silence."""
    ran = run("export", "csv", "--form", "strke")
    assert (ran.code, ran.out) == (2, "")
    assert "--form strke: there is no such code; there are strike," in ran.err


def test_the_list_as_csv_and_json_lines(run, ledger, disputes) -> None:
    """The same disputes for other tools, nothing else on standard output."""
    rows = list(csv.DictReader(io.StringIO(run("disputes", "--format", "csv", "--order", "id").out)))
    lines = run("disputes", "--format", "jsonl", "--order", "id").json()
    assert [row["id"] for row in rows] == [line["id"] for line in lines] == sorted(disputes.values())


def test_a_dispute_is_shown_with_its_words(run, ledger, disputes) -> None:
    """Record, timeline, rival numbers and reports, each value with its quote and the report that says it."""
    out = run("show", disputes["Harwick Quays"]).out
    assert "“walked out on 2 March 1987” [1][2]" in out
    assert "Rival claims, side by side" in out
    assert "“500 men” 3 March 1987 [1]" in out and "“380 men” 5 March 1987 [2]" in out
    assert out.count("S-") == 2


def test_a_date_without_its_year_is_told_in_words() -> None:
    """The timeline leaves the year out where the words do, in words, not in the code for it."""
    event = Claim("S-1", "S-1#d1", "event", {"type": "dismissal", "date": "XXXX-02-27", "count": 50}, ())
    console = Console(width=120, file=io.StringIO(), record=True)
    console.print(view(Dispute("D-1", ("S-1#d1",), (event,), {"event": (Choice(event),)}), {}))
    assert "27 February, year" in console.export_text()


def test_a_dispute_as_json_has_every_rival(run, ledger, disputes) -> None:
    """What stands beside the chosen claim is there, with its spans."""
    (dispute,) = run("show", disputes["Harwick Quays"], "--json").json()
    (people,) = dispute["values"]["workers_involved"]
    assert people["content"]["value"] == 380
    assert people["rivals"][0]["evidence"][0]["quote"] == "500 men"


def test_claims_are_listed_with_their_ids(run, ledger, disputes) -> None:
    """`--claims` gives the ids that accept, reject and replace take."""
    out = run("show", disputes["Tolland Mill"], "--claims").out
    assert sum(row.startswith("C-") for row in out.splitlines()) == 6


def test_a_report_is_shown_as_it_was_read(run, ledger) -> None:
    """Its words, and on request its very bytes."""
    report = next(
        row["id"] for row in run("show", run("disputes", "--employer", "tolland", "--json").json()[0]["id"], "--json").json()[0]["reports"]
    )
    assert "Weavers at Tolland Mill downed tools on 5 May 1988 over pay." in run("source", report).out
    assert run("source", report, "--original").out == "Menu\nSign in\nWeavers at Tolland Mill downed tools on 5 May 1988 over pay."
    assert run("source", report, "--json").json()[0]["published"] == "1988-05-06"


def test_an_unknown_id_is_a_users_error(run, ledger) -> None:
    """Exit 2, one line on standard error, nothing on standard output."""
    ran = run("show", "D-0")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "picketline: there is no dispute D-0 in this ledger: see  picketline disputes\n"


def test_a_missing_ledger_is_a_users_error(run) -> None:
    """Reading makes no file, and the message says how one is made."""
    ran = run("disputes")
    assert ran.code == 2
    assert "there is no ledger at picketline.db" in ran.err and "picketline add" in ran.err


def test_the_ledger_can_be_named_by_the_environment(run, ledger, tmp_path, monkeypatch) -> None:
    """`--ledger`, else PICKETLINE_LEDGER, else picketline.db."""
    (tmp_path / "elsewhere.db").write_bytes(b"")
    monkeypatch.setenv("PICKETLINE_LEDGER", str(tmp_path / "elsewhere.db"))
    assert run("disputes", "--json").out == ""
    assert len(run("disputes", "--json", "--ledger", ledger).json()) == 2


def test_as_of_shows_what_was_known_then(run, ledger, disputes) -> None:
    """The list, a dispute and an export as of a day, twice the same bytes."""
    assert [line["reports"] for line in run("disputes", "--as-of", "2024-01-15", "--json").json()] == [1]
    assert len(run("show", disputes["Harwick Quays"], "--as-of", "2024-01-15", "--json").json()[0]["reports"]) == 1
    first, second = (run("export", "csv", "--as-of", "2024-02-15").out for _ in range(2))
    assert first == second != run("export", "csv").out


def test_verify_says_in_one_line_that_all_holds(run, ledger) -> None:
    """One line and exit 0; with a changed word the place and exit 1."""
    import sqlite3

    ran = run("verify")
    assert ran.code == 0 and ran.out.count("\n") == 1 and "all" in ran.out
    with sqlite3.connect(ledger) as raw:
        raw.execute("DROP TRIGGER documents_no_update")
        raw.execute("UPDATE documents SET text = replace(text, 'Dockers', 'Lockers')")
    ran = run("verify", "--json")
    assert ran.code == 1
    assert {line["table"] for line in ran.json()} == {"documents", "claims"}


def test_a_noted_head_proves_that_nothing_before_it_changed(run, ledger) -> None:
    """The ledger of today passes by the head of yesterday; a ledger that never had that head does not."""
    import re

    head = re.search("head ([0-9a-f]{64})", run("verify").out)
    assert head
    run("merge", *(line["id"] for line in run("disputes", "--json").json()), "--by", "Ann")
    assert run("verify", "--head", head[1]).code == 0
    assert run("verify", "--head", "0" * 64).code == 1


def test_an_export_goes_to_a_file(run, ledger, tmp_path) -> None:
    """`--out` names it; standard output stays empty; a folder that is not there is a user's error."""
    assert run("export", "jsonl", "--out", tmp_path / "all.jsonl").out == ""
    assert len([json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]) == 2
    assert run("export", "jsonl", "--out", tmp_path / "no" / "all.jsonl").code == 2
    assert run("export", "parchment").code == 2


def test_a_report_is_extracted_and_checked_as_it_lies(run, tmp_path) -> None:
    """A page, a text or a folder needs no ledger and no JSON around it; its record names the file, so `check` finds it again."""
    told = "Dockers at Harwick Quays in Ashby walked out on Monday over pay. About 500 men are out, the Dockers' Union said."
    (tmp_path / "report.txt").write_text(told, encoding="utf-8")
    [record] = run("extract", "report.txt").json()
    assert record["document"] == "report.txt"
    assert record["disputes"][0]["workers_involved"]["value"] == 500
    (tmp_path / "records.jsonl").write_text(json.dumps(record), encoding="utf-8")
    assert run("check", "report.txt", "records.jsonl").code == 0
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "page.html").write_text(f"<html><body><p>{told}</p></body></html>", encoding="utf-8")
    assert [line["document"] for line in run("extract", "reports").json()] == ["reports/page.html"]
    missing = run("extract", "nowhere.txt")
    assert (missing.code, missing.err.strip()) == (2, "picketline: nowhere.txt cannot be read: No such file or directory")
