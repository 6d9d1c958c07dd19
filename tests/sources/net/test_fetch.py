"""Fetching obeys robots.txt, leaves hosts in peace, takes no more than it may, and is never led into one's own network."""

import gzip
from collections.abc import Iterator

import pytest
from server import Reply, Site, only, site

from picketline.model import Document, Issue
from picketline.sources.net import Fetcher, FetchError, read_url
from picketline.sources.net import fetch as fetching
from picketline.sources.net.address import is_public, judge

STORY = "The weavers of the mill have been out since Monday, and the owner has not said a word to them. " * 4
PAGE = f"<html><head><title>Mill</title></head><body><h1>Mill</h1><p>{STORY}</p></body></html>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Clock:
    """Passes when slept through, so that no test waits."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def fetcher(clock: Clock | None = None, *permitted: str) -> Fetcher:
    clock = clock or Clock()
    return Fetcher(permit=only(*(permitted or ("127.0.0.1",))), clock=clock, sleep=clock.sleep)


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as running:
        running.pages["/a"] = Reply(PAGE, headers=HTML | {"ETag": '"1"', "Last-Modified": "Mon, 04 Mar 2024 08:00:00 GMT"})
        yield running


def test_we_say_who_we_are_and_ask_robots_first(here: Site) -> None:
    """The first request is for robots.txt; each bears our name; an answer has its marks of change."""
    with fetcher() as asking:
        answer = asking.get(here.url + "/a")
    assert here.paths() == ["/robots.txt", "/a"]
    assert all(headers["user-agent"].startswith("picketline/") for _, headers, _ in here.asked)
    assert (answer.data, answer.etag, answer.modified) == (PAGE, '"1"', "Mon, 04 Mar 2024 08:00:00 GMT")


def test_robots_are_obeyed(here: Site) -> None:
    """What robots.txt forbids is not asked for, whoever it is forbidden to by name or by star; the rest is."""
    here.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private\n\nUser-agent: picketline\nDisallow: /ours\nCrawl-delay: 7\n")
    here.pages["/ours/x"] = here.pages["/a"]
    clock = Clock()
    with fetcher(clock) as asking:
        with pytest.raises(FetchError, match=r"robots\.txt"):
            asking.get(here.url + "/ours/x")
        asking.get(here.url + "/a")
    assert here.paths() == ["/robots.txt", "/a"]
    assert clock.slept[-1] == fetching.DELAY  # the pause after robots.txt itself, before its rules are known
    with fetcher(clock) as asking:
        asking.get(here.url + "/a")
        asking.get(here.url + "/a")
    assert clock.slept[-1] == 7


@pytest.mark.parametrize("status", [500, 503])
def test_a_host_whose_robots_cannot_be_had_is_left_alone(here: Site, status: int) -> None:
    """RFC 9309: a server's error there means that nothing may be asked."""
    here.pages["/robots.txt"] = Reply(b"", status)
    with fetcher() as asking, pytest.raises(FetchError, match="left alone"):
        asking.get(here.url + "/a")
    assert here.paths() == ["/robots.txt"]


def test_a_host_is_left_in_peace_between_two_requests(here: Site) -> None:
    """At least two seconds lie between two requests to one host."""
    clock = Clock()
    with fetcher(clock) as asking:
        for _ in range(3):
            asking.get(here.url + "/a")
    assert clock.slept == [2.0, 2.0, 2.0]


def test_what_has_not_changed_is_not_sent_again(here: Site) -> None:
    """ETag and Last-Modified go back as they came, and the server's 304 is an answer without a body."""
    here.pages["/a"] = lambda request: Reply(status=304) if request.headers["If-None-Match"] == '"1"' else Reply(PAGE)
    with fetcher() as asking:
        answer = asking.get(here.url + "/a", etag='"1"', modified="Mon, 04 Mar 2024 08:00:00 GMT")
    assert (answer.status, answer.data) == (304, b"")
    assert here.asked[-1][1]["if-modified-since"] == "Mon, 04 Mar 2024 08:00:00 GMT"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"", 404), "answers 404"),
        (Reply(b"", 429, {"Retry-After": "120"}), "asks to be left alone for 120 s"),
        (Reply(b"", 503, {"Retry-After": "Mon, 04 Mar 2024 09:00:30 GMT", "Date": "Mon, 04 Mar 2024 09:00:00 GMT"}), "answers 503"),
        (Reply(b"half", 200, cut=100), "did not answer"),
        (Reply(b"not gzip", 200, {"Content-Encoding": "gzip"}), "did not answer"),
        (Reply(b"", 302, {"Location": "/loop"}), "more than 5 redirects"),
        (Reply(b"", 302, {"Location": "file:///etc/passwd"}), "is no web address"),
    ],
)
def test_what_cannot_be_had_is_said(here: Site, reply: Reply, words: str) -> None:
    """Each way to fail is named with the address; none ends the run."""
    here.pages["/loop"] = reply
    with fetcher() as asking:
        (issue,) = read_url(here.url + "/loop", asking)
    assert isinstance(issue, Issue)
    assert words in issue.message
    assert issue.where == here.url + "/loop"


def test_a_bomb_is_dropped_where_it_grows_too_large(here: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound counts unpacked bytes."""
    monkeypatch.setattr(fetching, "LARGEST", 1_000_000)
    here.pages["/bomb"] = Reply(gzip.compress(b"0" * 30_000_000), 200, {"Content-Encoding": "gzip"})
    with fetcher() as asking, pytest.raises(FetchError, match="larger than 1 MB"):
        asking.get(here.url + "/bomb")


def test_an_answer_that_drips_is_dropped(here: Site) -> None:
    """The time that an answer may take is bounded in all, not from one byte to the next."""
    clock = Clock()

    def tick() -> float:
        clock.now += 40
        return clock.now

    asking = Fetcher(permit=only("127.0.0.1"), clock=tick, sleep=clock.sleep)
    here.pages["/robots.txt"] = Reply(b"x" * 300_000)
    with asking, pytest.raises(FetchError, match="takes longer than 60 s"):
        asking.get(here.url + "/a")


def test_a_page_has_the_address_that_it_came_from(here: Site) -> None:
    """Redirects are followed and kept; another host's canonical address is kept beside; the address dates a page that says nothing."""
    here.pages["/old"] = Reply(b"", 301, {"Location": "/2024/03/04/mill"})
    head = b'<link rel="canonical" href="https://elsewhere.example/x"></head>'
    here.pages["/2024/03/04/mill"] = Reply(PAGE.replace(b"</head>", head), headers=HTML)
    with fetcher() as asking:
        ((document, data),) = (part for part in read_url(here.url + "/old", asking) if not isinstance(part, Issue))
    assert isinstance(document, Document)
    facts = dict(document.metadata)
    assert document.url == here.url + "/2024/03/04/mill"
    assert (document.published, facts["published:from"]) == ("2024-03-04", "url")
    assert facts["address:asked"] == here.url + "/old"
    assert facts["address:canonical"] == "https://elsewhere.example/x"
    assert b"elsewhere" in data


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "127.1", "0", "[::]", "[64:ff9b::7f00:1]"],
)
def test_ones_own_machine_is_never_asked(here: Site, host: str) -> None:
    """However its address is written, the loopback is refused before a connection is made."""
    with Fetcher(sleep=lambda _: None) as asking, pytest.raises(FetchError):
        asking.get(f"http://{host}:{here.port}/a")
    assert here.connections == 0


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
     "fe80::1", "fc00::1", "ff02::1", "::ffff:192.168.1.1", "2002:7f00:1::", "64:ff9b::a00:1", "192.0.2.1", "198.18.0.1"],
)  # fmt: skip
def test_private_networks_are_never_asked(address: str) -> None:
    """A name that leads to a private, local, shared, reserved or tunnelled address is refused, though one of its others be public."""
    with pytest.raises(FetchError, match="no address of the public internet"):
        judge("https://news.example/", is_public, lambda _host, _port: ["93.184.216.34", address])


def test_a_redirect_into_a_private_network_is_refused(here: Site) -> None:
    """Every hop is judged."""
    with site("127.0.0.2") as private:
        here.pages["/out"] = Reply(b"", 302, {"Location": private.url + "/secret"})
        with fetcher() as asking, pytest.raises(FetchError, match=r"127\.0\.0\.2"):
            asking.get(here.url + "/out")
        assert private.connections == 0


def test_a_name_that_changes_its_address_is_judged_again(here: Site) -> None:
    """The connection goes to the address that was judged, so that a second look-up cannot lead elsewhere."""
    answers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.1", "127.0.0.2"])
    with site("127.0.0.2") as private:
        asking = Fetcher(permit=only("127.0.0.1"), look_up=lambda _host, _port: [next(answers)], sleep=lambda _: None)
        with asking, pytest.raises(FetchError, match=r"127\.0\.0\.2"):
            asking.get(f"http://news.example:{here.port}/a")
        assert private.connections == 0


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/x", "file:///etc/passwd", "javascript:1", "//a.example", "http://", "http://[::1", "https://me:pass@a.example/"],
)
def test_what_is_no_web_address_is_said(url: str) -> None:
    """Nothing is asked for another scheme, for no host, or with a password."""
    with pytest.raises(FetchError, match=r"no web address|name or password"):
        judge(url, is_public, lambda _host, _port: ["93.184.216.34"])
