"""`picketline feed` and `picketline watch`, run by the real entry point on a server of this machine."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from server import Reply, only, site

from picketline.cli import main
from picketline.sources.net import fetch

OPML = """<opml version="2.0"><body><outline text="Coast">
<outline title="Mills" xmlUrl="https://mills.example/rss"/><outline title="Ports" xmlUrl="https://ports.example/rss"/>
</outline></body></opml>"""
RSS = """<rss version="2.0"><channel><title>Mills</title>
<item><title>Weavers walk out</title><link>{0}/a</link></item><item><title>Fair opens</title><link>{0}/b</link></item></channel></rss>"""
STRIKE = (
    "<html><body><h1>Weavers walk out</h1><p>About 500 weavers at Tolland Mill walked out on Monday over pay, their union said. "
    "Tolland Mill said the strike cost it 250,000 pounds a day. Talks are set for Friday.</p></body></html>"
)

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PICKETLINE_LEDGER", raising=False)

    def running(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["picketline", *words])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        return code, "".join(capsys.readouterr())

    return running


def test_feeds_of_an_opml_file_are_followed_and_listed(run: Run, tmp_path: Path) -> None:
    """A second time adds none; terms given later are taken."""
    (tmp_path / "feeds.opml").write_text(OPML)
    assert run("feed", "add", "feeds.opml", "--ledger", "my.db")[1] == "2 feeds added, 2 followed\n"
    assert run("feed", "add", "feeds.opml", "--term", "strike", "--ledger", "my.db")[1] == "0 feeds added, 2 followed\n"
    listed = [json.loads(line) for line in run("feed", "list", "--json", "--ledger", "my.db")[1].splitlines()]
    assert [(row["title"], row["url"], row["terms"]) for row in listed] == [
        ("Mills", "https://mills.example/rss", ["strike"]),
        ("Ports", "https://ports.example/rss", ["strike"]),
    ]


@pytest.mark.parametrize("words", ["watch", "watch --once --every 1h", "watch --every soon", "feed add no.opml"])
def test_what_cannot_be_done_is_said(run: Run, words: str) -> None:
    """A wrong span, both or neither way to watch, a file that is not there: a message and 2."""
    code, said = run(*words.split())
    assert code == 2
    assert said.startswith("picketline: ")


def test_a_round_reads_what_is_new_into_the_ledger(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tally says what came; a second round brings nothing; an address of this machine is refused where nothing permits it."""
    with site() as here:
        here.pages["/feed"] = Reply(RSS.format(here.url).encode())
        here.pages["/a"] = Reply(STRIKE.encode(), headers={"Content-Type": "text/html"})
        run("feed", "add", here.url + "/feed")
        code, said = run("watch", "--once")
        assert (code, "no address of the public internet" in said) == (3, True)
        (Path.cwd() / "picketline.db.feeds.json").unlink()
        here_alone = {**fetch.Fetcher.__init__.__kwdefaults__, "permit": only("127.0.0.1"), "delay": 0.0}
        monkeypatch.setattr(fetch.Fetcher.__init__, "__kwdefaults__", here_alone)
        run("feed", "add", here.url + "/feed")
        code, said = run("watch", "--once")
        assert code == 3  # the second entry's page is not there; what the feed says of it is kept
        assert "answers 404" in said
        assert "2 fetched, 1 relevant, 1 new disputes, 0 updated, 1 failed" in said.splitlines()
        assert run("watch", "--once")[1] == "0 fetched, 0 relevant, 0 new disputes, 0 updated, 0 failed\n"
