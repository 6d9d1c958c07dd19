"""Reading reports into the ledger, and documents into records."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import picketline

SAMPLES = Path(picketline.__file__).parent / "samples"
QUIET = "The harvest festival at Little Marden drew a record crowd on Saturday. Prizes went to the largest marrow and the oldest plough."
STRIKE = (
    "LITTLE MARDEN, March 3 - About 500 dockers at Harwick Quays walked out on Monday over pay, the Dockers' Union said. "
    "Harwick Quays said the strike cost it 250,000 pounds a day. Talks are set for Friday."
)


def tally(out: str) -> dict[str, int]:
    """The figures of the line that `add` ends with."""
    words = ("read", "relevant", "disputes new", "updated", "skipped (already there)", "failed")
    found = re.fullmatch(", ".join(rf"(\d+) {re.escape(word)}" for word in words), out.splitlines()[-1])
    assert found, out
    return dict(zip(words, map(int, found.groups()), strict=True))


def test_a_folder_is_read_with_all_that_is_in_it(run, tmp_path) -> None:
    """Folders in folders, several formats; a second run adds nothing and says so."""
    (tmp_path / "reports" / "deep").mkdir(parents=True)
    (tmp_path / "reports" / "fair.txt").write_text(QUIET)
    (tmp_path / "reports" / "deep" / "fair.md").write_text(f"# Festival\n\n{QUIET}\n")
    (tmp_path / "feed.jsonl").write_text(json.dumps({"id": "1", "text": f"{QUIET} It rained."}) + "\n")
    ran = run("add", "reports", "feed.jsonl")
    assert ran.code == 0
    assert tally(ran.out) == {"read": 3, "relevant": 0, "disputes new": 0, "updated": 0, "skipped (already there)": 0, "failed": 0}
    assert tally(run("add", "reports", "feed.jsonl").out)["skipped (already there)"] == 3


def test_what_cannot_be_read_is_told_and_the_run_goes_on(run, tmp_path) -> None:
    """Exit 3; each failed input on standard error with its place, and as an issue in the ledger; the good ones are in."""
    (tmp_path / "feed.jsonl").write_text(f'{json.dumps({"id": "1", "text": QUIET})}\nnot json\n{{"id": "2"}}\n')
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "noise.bin").write_bytes(os.urandom(64).replace(b"\n", b"") + b"\0" * 64)
    ran = run("add", "feed.jsonl", "empty.txt", "noise.bin", "nowhere.txt")
    assert ran.code == 3
    assert tally(ran.out)["read"] == 1 and tally(ran.out)["failed"] == 5
    for place in ("feed.jsonl:2", "feed.jsonl:3", "empty.txt", "noise.bin", "nowhere.txt"):
        assert place in ran.err


def test_a_folder_that_leads_back_to_itself_ends(run, tmp_path) -> None:
    """A link to a folder above is passed over with a note."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "fair.txt").write_text(QUIET)
    (tmp_path / "reports" / "again").symlink_to(tmp_path / "reports", target_is_directory=True)
    ran = run("add", "reports")
    assert ran.code == 0 and tally(ran.out)["read"] == 1
    assert "leads back" in ran.err


def test_a_strike_becomes_a_dispute_with_its_words(run, tmp_path) -> None:
    """One report, one dispute; every quote stands in it; the record alone says the same as the ledger."""
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": "1", "text": STRIKE, "published": "1987-03-03"}) + "\n")
    assert tally(run("add", "docs.jsonl").out)["disputes new"] == 1
    (dispute,) = run("disputes", "--json").json()
    assert dispute["employers"] == ["Harwick Quays"]
    assert run("verify").code == 0
    (record,) = run("extract", "docs.jsonl").json()
    assert [employer["value"] for employer in record["disputes"][0]["employers"]] == ["Harwick Quays"]
    assert run("check", "docs.jsonl", save(tmp_path / "records.jsonl", record)).code == 0


def save(path: Path, *records: dict) -> Path:  # type: ignore[type-arg]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_a_report_longer_than_what_is_read_says_so(run, tmp_path) -> None:
    """The end of a long text is not passed over in silence: it is told, and a row of the ledger."""
    (tmp_path / "long.txt").write_text("Snow fell over the islands. " * 3000)
    message = "has 84,000 code points, of which the first 60,000 were read for disputes"
    assert message in run("add", str(tmp_path / "long.txt"), "--ledger", str(tmp_path / "a.db")).err
    (tmp_path / "long.jsonl").write_text(json.dumps({"id": "long", "text": "Snow fell over the islands. " * 3000}))
    assert message in run("extract", str(tmp_path / "long.jsonl")).err


def test_records_come_in_input_order_with_the_inputs_ids(run, tmp_path) -> None:
    """One line a document, also for those without a dispute; a line that is none is told, and the run ends with 3."""
    lines = [json.dumps({"id": f"n{number}", "text": f"{QUIET} Item {number}."}) for number in range(3)]
    (tmp_path / "docs.jsonl").write_text("\n".join([*lines[:2], "{", lines[2]]) + "\n")
    ran = run("extract", "docs.jsonl")
    assert ran.code == 3
    assert [(record["document"], record["relevant"]) for record in ran.json()] == [("n0", False), ("n1", False), ("n2", False)]
    assert "docs.jsonl:3" in ran.err


def test_check_names_the_value_that_its_words_do_not_say(run, tmp_path) -> None:
    """Document, JSON Pointer and reason, and exit 1."""
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": "1", "text": STRIKE, "published": "1987-03-03"}) + "\n")
    at = STRIKE.index("About 500 dockers")
    number = {"value": 800, "evidence": [{"start": at, "end": at + 17, "quote": "About 500 dockers"}]}
    record = {"document": "1", "relevant": True, "disputes": [{"id": "d1", "workers_involved": number}]}
    ran = run("check", "docs.jsonl", save(tmp_path / "records.jsonl", record))
    assert ran.code == 1
    assert [(line["document"], line["path"]) for line in ran.json()] == [("1", "/disputes/0/workers_involved")]


def test_a_record_that_is_none_is_told_with_its_line(run, tmp_path) -> None:
    """The file, the line, and where in the record."""
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": "1", "text": STRIKE}) + "\n")
    ran = run("check", "docs.jsonl", save(tmp_path / "records.jsonl", {"document": "1", "relevant": True, "disputes": [{"id": 7}]}))
    assert ran.code == 3
    assert "records.jsonl:1" in ran.err and "/disputes/0/id" in ran.err


def test_a_model_elsewhere_is_asked_only_by_name(run, tmp_path) -> None:
    """Without an endpoint and a model nothing is sent: exit 2, and the message says that text would go out."""
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": "1", "text": STRIKE}) + "\n")
    ran = run("extract", "docs.jsonl", "--backend", "llm")
    assert ran.code == 2 and "sends the text" in ran.err


def test_documents_that_cannot_be_opened_are_a_users_error(run) -> None:
    """Exit 2, with the path."""
    ran = run("extract", "nowhere.jsonl")
    assert ran.code == 2 and "nowhere.jsonl cannot be read" in ran.err


def test_the_demo_shows_the_main_job(run) -> None:
    """The table, one dispute in full with its words, what was set aside, where things are; the ledger holds what it showed."""
    ran = run("demo")
    assert ran.code == 0
    for part in ("The ledger", "One dispute in full", "Timeline", "Reports", "Set aside", "Where things are"):
        assert part in ran.out
    assert "“" in ran.out and str(SAMPLES) in ran.out
    assert len(run("disputes", "--json", "--ledger", "picketline-demo.db").json()) >= 5
    assert run("verify", "--ledger", "picketline-demo.db").code == 0
    assert run("demo").code == 0


def test_a_run_that_was_killed_is_simply_repeated(tmp_path) -> None:
    """kill -9 once the first report is in: the same command again reads the rest, and the ledger says what that of an unbroken run says."""
    from picketline.ledger import Ledger

    for number in range(6):
        (tmp_path / f"{number:02}.txt").write_text(STRIKE.replace("March 3", f"March {number + 3}").replace("500", f"{number + 5}00"))
    command = [sys.executable, "-c", "from picketline.cli import main; main()", "add", str(tmp_path), "--ledger"]
    broken, whole = f"{tmp_path}.broken", f"{tmp_path}.whole"
    with (
        Ledger.open(broken) as ledger,
        subprocess.Popen([*command, broken], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as adding,
    ):
        while adding.poll() is None and not ledger.sources():
            time.sleep(0.01)
        adding.kill()
    for path in (broken, whole):
        subprocess.run([*command, path], check=True, capture_output=True, timeout=300)
    with Ledger.open(broken) as one, Ledger.open(whole) as other:
        assert set(one.sources()) == set(other.sources())
        assert len(other.sources()) == 6
        assert list(one.disputes()) == list(other.disputes())
    assert adding.returncode == -signal.SIGKILL
