"""One question to an OpenAI-compatible endpoint: sent, waited for, sent again where that may help."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import httpx2

from picketline.extract.backends.schema import Schema
from picketline.model.errors import DocumentError, UserError

_LONGEST_WAIT = 60.0
_LARGEST = 4_000_000
"""Bytes of the largest answer that is read."""
Message = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where and what to ask: `url` ends before `/chat/completions`; `key` may be empty for a server of one's own.

    `timeout` is in seconds for the whole answer; `tries` counts the first one; `pause` is the first wait between tries in seconds, doubled
    each time. `price_in` and `price_out` are the price of a million tokens, in any currency, for the cost that is reported.
    """

    url: str
    model: str
    key: str = ""
    timeout: float = 120.0
    tries: int = 4
    pause: float = 1.0
    price_in: float = 0.0
    price_out: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer's text and the tokens that question and answer took, as the server counts them."""

    content: str
    tokens_in: int = 0
    tokens_out: int = 0


def ask(endpoint: Endpoint, messages: Sequence[Message], schema: Schema, sleep: Callable[[float], None] = time.sleep) -> Reply:
    """The reply to one question.

    UserError where the server will not answer us at all (wrong key, model or address); DocumentError where this question fails after
    all tries: no answer in time, too many requests, the server's own errors, an answer that is none.
    """
    trouble = ""
    for turn in range(endpoint.tries):
        try:
            status, wait, body = _post(endpoint, _question(endpoint, messages, schema))
        except httpx2.TimeoutException:
            trouble, wait = f"no answer within {endpoint.timeout:g} s", None
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise UserError(f"{endpoint.url!r} is no address of an endpoint: {error}") from error
        except httpx2.HTTPError as error:
            trouble, wait = f"the endpoint cannot be reached: {error}", None
        else:
            if status == 200:
                return _reply(body)
            trouble = f"the endpoint answers {status}: {body[:200].decode(errors='replace')}"
            if status in (400, 401, 403, 404, 422):
                raise UserError(f"{endpoint.url}: {trouble}")
        if turn + 1 < endpoint.tries:
            sleep(min(_LONGEST_WAIT, endpoint.pause * 2**turn if wait is None else wait))
    raise DocumentError(f"{endpoint.url}: {trouble} (tried {endpoint.tries} times)")


def _question(endpoint: Endpoint, messages: Sequence[Message], schema: Schema) -> bytes:
    form = {"type": "json_schema", "json_schema": {"name": "record", "strict": False, "schema": schema}}
    asked = {"model": endpoint.model, "messages": list(messages), "temperature": 0, "response_format": form}
    return json.dumps(asked, ensure_ascii=False).encode()


def _post(endpoint: Endpoint, question: bytes) -> tuple[int, float | None, bytes]:
    """Status, the wait that the server asks for, body. The time-out holds for the whole answer, however slowly it drips."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})
    until = time.monotonic() + endpoint.timeout
    address = f"{endpoint.url.rstrip('/')}/chat/completions"
    with httpx2.stream("POST", address, content=question, headers=headers, timeout=endpoint.timeout) as response:
        body = b""
        for part in response.iter_bytes():
            body += part
            if time.monotonic() > until:
                raise httpx2.ReadTimeout("the answer drips too slowly")
            if len(body) > _LARGEST:
                raise DocumentError(f"{endpoint.url}: the answer is larger than {_LARGEST} bytes")
        return response.status_code, _wait(response.headers.get("Retry-After")), body


def _wait(asked: str | None) -> float | None:
    return float(asked) if asked and asked.strip().replace(".", "", 1).isdigit() else None


def _reply(body: bytes) -> Reply:
    try:
        line = json.loads(body)
        content = line["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise DocumentError(f"the endpoint's answer is not of the protocol: {body[:120].decode(errors='replace')!r}") from error
    if not isinstance(content, str):
        raise DocumentError("the endpoint's answer has no text")
    usage = line.get("usage")
    counts = usage if isinstance(usage, Mapping) else {}
    return Reply(content, _count(counts.get("prompt_tokens")), _count(counts.get("completion_tokens")))


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
