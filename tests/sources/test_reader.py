"""Files and folders are read in a fixed order; whatever is wrong with one of them is said, and the run goes on."""

import os
from io import BytesIO
from pathlib import Path

import pytest

from picketline.model import Issue
from picketline.sources import LARGEST, read_jsonl, read_path
from picketline.sources.formats import jsonl


def names(path: Path) -> list[str]:
    return [part[0].name if not isinstance(part, Issue) else f"! {part.where}: {part.message}" for part in read_path(path)]


def test_a_folder_is_read_with_its_folders_in_the_order_of_names(tmp_path: Path) -> None:
    """The order does not depend on the disk; hidden files are passed over."""
    for name in ("b.txt", "a/z.md", "a/c.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Crews walked out.")
    assert names(tmp_path) == [str(tmp_path / name) for name in ("a/c.txt", "a/z.md", "b.txt")]


def test_a_folder_that_leads_back_is_read_once(tmp_path: Path) -> None:
    """A link to a folder above is named and passed over; the rest is read."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Crews walked out.")
    (tmp_path / "in/loop").symlink_to(tmp_path)
    found = names(tmp_path)
    assert found[0] == str(tmp_path / "in/a.txt")
    assert found[1:] == [f"! {tmp_path / 'in/loop'}: the folder leads back to one above it: passed over"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    """A file or folder without permission is an issue, and the run goes on."""
    for name in ("a.txt", "z.txt"):
        (tmp_path / name).write_text("Crews walked out.")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "m").mkdir(mode=0)
    assert names(tmp_path) == [
        f"! {tmp_path / 'a.txt'}: cannot be read: Permission denied",
        f"! {tmp_path / 'm'}: the folder cannot be read: Permission denied",
        str(tmp_path / "z.txt"),
    ]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    """A missing path, a dangling link and a pipe are issues."""
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert names(tmp_path / "nowhere") == [f"! {tmp_path / 'nowhere'}: does not exist"]
    assert names(tmp_path) == [f"! {tmp_path / 'dangling.txt'}: does not exist", f"! {tmp_path / 'pipe'}: is no file or folder"]


def test_a_file_too_large_is_named_unread(tmp_path: Path) -> None:
    """200 MB of text are not read into memory; the message says how large the file is and how large it may be."""
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(200_000_000)
    assert names(tmp_path / "large.txt") == [
        f"! {tmp_path / 'large.txt'}: is 200 MB large; at most {LARGEST / 1e6:.0f} MB are read as one document"
    ]


def test_json_lines_are_read_however_large_the_file(tmp_path: Path) -> None:
    """Lines are read one by one, so that a line too long costs only itself."""
    long = b'{"id": "long", "text": "' + b"x" * jsonl.LONGEST_LINE + b'"}\n'
    lines = b'{"id": "a", "text": "Crews walked out."}\n' + long + b'{"id": "b", "text": "They came back."}'
    found = list(read_jsonl(BytesIO(lines), "feed.jsonl"))
    assert [part.where if isinstance(part, Issue) else part[0].name for part in found] == ["a", "feed.jsonl:2", "b"]


def test_a_line_nested_too_deep_is_no_json() -> None:
    """A bomb of brackets is an issue like any other line that is no JSON."""
    bomb = b'{"text": "x", "deep": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n"
    assert [isinstance(part, Issue) and "is no JSON" in part.message for part in read_jsonl(BytesIO(bomb), "bomb")] == [True]


def test_a_line_keeps_its_text_and_says_its_day() -> None:
    """`text` is kept to the last blank; `published` is read in the ways that archives write it."""
    line = (
        b'{"id": "a", "text": " CREWS  OUT\\r\\n\\r\\n  \\ud83d\\ude00 ", "published": "26-FEB-1987 15:01:01", "title": " Crews\\n out "}'
    )
    document = next(part[0] for part in read_jsonl(BytesIO(line), "x") if not isinstance(part, Issue))
    assert (document.text, document.published, document.title) == (" CREWS  OUT\r\n\r\n  😀 ", "1987-02-26", "Crews out")


def test_files_read_ahead_come_in_their_order(tmp_path: Path) -> None:
    """However many are parsed at a time, the order stays that of the names; a page that breaks its parser costs only itself."""
    for number in range(60):
        words = f"<p>Crews of ferry {number} walked out.</p>" if number != 40 else "<div>" * 100_000
        (tmp_path / f"{number:02}.html").write_text(f"<html><body>{words}</body></html>")
    found = [part for part in read_path(tmp_path) if isinstance(part, Issue) or part[0].text.strip()]
    documents = [part[0].text.strip() for part in found if not isinstance(part, Issue)]
    assert documents == [f"Crews of ferry {number} walked out." for number in range(60) if number != 40]
    assert any(isinstance(part, Issue) and part.where.endswith("40.html") for part in found)


def test_reading_may_be_given_up(tmp_path: Path) -> None:
    """Who stops after the first documents is not kept waiting for the rest."""
    for number in range(300):
        (tmp_path / f"{number:03}.html").write_text("<html><body><p>Crews walked out.</p></body></html>")
    reading = read_path(tmp_path)
    assert not isinstance(next(reading), Issue)
    reading.close()


def test_a_language_is_told_below_a_long_menu(tmp_path: Path) -> None:
    """The blanks that stand for a page's furniture are not what its language is told from."""
    menu = "".join(f"<li><a href='/{number}'>Section {number}</a></li>" for number in range(400))
    story = "<p>Die Fährleute verließen am Montag ihre Schiffe, weil über den Lohn nicht verhandelt wird, sagt ihre Gewerkschaft.</p>"
    (tmp_path / "a.html").write_text(f"<html><body><ul>{menu}</ul><article><h1>Streik</h1>{story * 4}</article></body></html>")
    document = next(part[0] for part in read_path(tmp_path) if not isinstance(part, Issue))
    assert document.language == "de"
