"""Fetching a page: robots.txt obeyed, hosts left in peace between two requests, every hop judged, size and time bounded."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx2
from protego import Protego

from picketline import __version__
from picketline.sources.net.address import FetchError, Permit, Resolve, Target, is_public, judge, resolve

AGENT = f"picketline/{__version__} (reports about labour disputes; reads robots.txt)"
TOKEN = "picketline"
"""The name by which robots.txt may speak to us."""
DELAY = 2.0
"""Seconds between two requests to one host, at least; a robots.txt may ask for more, up to `LONGEST_DELAY`."""
LONGEST_DELAY = 60.0
LARGEST = 50_000_000
LONGEST_TIME = 60.0
"""Seconds that one answer may take in all."""
MOST_HOPS = 5
_TIMEOUT = httpx2.Timeout(15.0)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `asked` and the last `url`, the status (200, or 304 where nothing has changed), and the body's bytes."""

    asked: str
    url: str
    status: int
    data: bytes
    content_type: str = ""
    etag: str | None = None
    modified: str | None = None


class Fetcher:
    """Fetches politely. `permit` judges IP addresses, `look_up` resolves hosts; `clock` and `sleep` count and pass seconds."""

    def __init__(
        self,
        *,
        permit: Permit = is_public,
        look_up: Resolve = resolve,
        delay: float = DELAY,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._permit, self._look_up, self._delay, self._clock, self._sleep = permit, look_up, delay, clock, sleep
        self._client = httpx2.Client(
            trust_env=False,
            follow_redirects=False,
            timeout=_TIMEOUT,
            headers={"User-Agent": AGENT},
            limits=httpx2.Limits(max_keepalive_connections=0),  # kept by address, a connection could serve another host unchecked
        )
        self._robots: dict[str, Protego | FetchError] = {}
        self._free_at: dict[str, float] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Answer:
        """The page at an address, or its 304 where it is still as `etag` and `modified` say; FetchError where it cannot be had."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {key: value for key, value in conditions.items() if value}
        return self._follow(url, headers, obey=True)

    def _follow(self, url: str, headers: Mapping[str, str], obey: bool) -> Answer:
        here = urldefrag(url).url
        for _ in range(MOST_HOPS + 1):
            target = judge(here, self._permit, self._look_up)
            if obey:
                self._obey(target)
            self._wait(target)
            with self._sent(target, headers) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    here = urldefrag(urljoin(here, response.headers["location"])).url
                    continue
                return _answer(url, here, response, self._clock)
        raise FetchError(f"{url} leads on and on: more than {MOST_HOPS} redirects")

    @contextmanager
    def _sent(self, target: Target, headers: Mapping[str, str]) -> Iterator[httpx2.Response]:
        """The answer of the address that was judged; the host's name goes into the request and the certificate's check."""
        address = f"[{target.address}]" if ":" in target.address else target.address
        parts = urlsplit(target.url)
        url = httpx2.URL(target.url).copy_with(host=address.strip("[]"), port=target.port)
        host = parts.netloc.rsplit("@", 1)[-1]
        extensions = {"sni_hostname": target.host} if target.scheme == "https" else {}
        try:
            with self._client.stream("GET", url, headers={**headers, "Host": host}, extensions=extensions) as response:
                yield response
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise FetchError(f"{target.url} did not answer ({type(error).__name__}: {error})") from error
        finally:
            self._free_at[target.host] = self._clock() + self._pause(target)

    def _wait(self, target: Target) -> None:
        pause = self._free_at.get(target.host, 0.0) - self._clock()
        if pause > 0:
            self._sleep(pause)

    def _pause(self, target: Target) -> float:
        rules = self._robots.get(target.origin)
        asked = None if rules is None or isinstance(rules, FetchError) else rules.crawl_delay(TOKEN)
        return max(self._delay, min(float(asked or 0), LONGEST_DELAY))

    def _obey(self, target: Target) -> None:
        """FetchError where the host's robots.txt forbids the address, or cannot be had (RFC 9309: then nothing may be asked)."""
        if target.origin not in self._robots:
            self._robots[target.origin] = self._read_robots(target)
        rules = self._robots[target.origin]
        if isinstance(rules, FetchError):
            raise rules
        if not rules.can_fetch(target.url, TOKEN):
            raise FetchError(f"{target.url} is not to be read by programs, says the host's robots.txt")

    def _read_robots(self, target: Target) -> Protego | FetchError:
        url = urljoin(target.url, "/robots.txt")
        try:
            answer = self._follow(url, {}, obey=False)
        except _Refused as refused:
            if refused.status < 500 and refused.status not in _BUSY:
                return Protego.parse("")  # no such file, so no rules
            return FetchError(f"{url} cannot be had ({refused}), so the host is left alone", refused.retry_after)
        except FetchError as error:
            return FetchError(f"{url} cannot be had ({error}), so the host is left alone", error.retry_after)
        return Protego.parse(answer.data[:500_000].decode("utf-8", "replace"))


class _Refused(FetchError):
    """The server answered, and said no."""

    def __init__(self, message: str, status: int, retry_after: float | None) -> None:
        super().__init__(message, retry_after)
        self.status = status


def _answer(asked: str, url: str, response: httpx2.Response, clock: Callable[[], float]) -> Answer:
    status = response.status_code
    if status not in (200, 304):
        wait = _retry_after(response.headers.get("retry-after"), response.headers.get("date")) if status in _BUSY else None
        asks = f", and asks to be left alone for {wait:.0f} s" if wait else ""
        raise _Refused(f"{asked} answers {status} {response.reason_phrase}{asks}", status, wait)
    headers = response.headers
    data = _body(url, response, clock) if status == 200 else b""
    return Answer(asked, url, status, data, headers.get("content-type", ""), headers.get("etag"), headers.get("last-modified"))


def _body(url: str, response: httpx2.Response, clock: Callable[[], float]) -> bytes:
    """The body, unpacked; FetchError where it is larger or slower than it may be."""
    parts, size, begun = [], 0, clock()
    for part in response.iter_bytes(65536):
        size += len(part)
        if size > LARGEST:
            raise FetchError(f"{url} is larger than {LARGEST / 1e6:.0f} MB")
        if clock() - begun > LONGEST_TIME:
            raise FetchError(f"{url} takes longer than {LONGEST_TIME:.0f} s to answer")
        parts.append(part)
    return b"".join(parts)


def _retry_after(value: str | None, date: str | None) -> float | None:
    """The seconds that a Retry-After header asks for, given as such or as a moment (counted from the answer's own Date)."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - parsedate_to_datetime(date or "")).total_seconds())
    except (ValueError, TypeError):
        return None
