"""Which addresses may be asked: public ones alone, looked up once, and the connection goes to the very address that was judged."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from picketline.model.errors import DocumentError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Permit = Callable[[Address], bool]
Resolve = Callable[[str, int], Sequence[str]]
_TUNNELS = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))
LONGEST = 2000


class FetchError(DocumentError):
    """An address cannot be fetched. `retry_after` is the seconds for which the server asks to be left alone, where it does."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was judged: the URL, its parts, and the IP address that will be connected to."""

    url: str
    scheme: str
    host: str
    port: int
    address: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as robots.txt is kept for them."""
        return f"{self.scheme}://{self.host}:{self.port}"


def is_public(address: Address) -> bool:
    """Whether an IP address is one of the public internet: not one's own machine, network, link, a multicast, or a tunnel to those.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("93.184.216.34", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1")]
    [True, False, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in net for net in _TUNNELS):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, by the system's resolver; FetchError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the host {host} has no address ({error})") from error
    return [str(address[0]).split("%", 1)[0] for *_, address in found]


def judge(url: str, permit: Permit = is_public, look_up: Resolve = resolve) -> Target:
    """The target that a URL names; FetchError where it is no web address, or where any of its host's addresses may not be asked."""
    if len(url) > LONGEST:
        raise FetchError(f"the address is longer than {LONGEST} characters")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise FetchError(f"{url} is no web address ({error})") from error
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError(f"{url} is no web address: it should begin with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.scheme}://{host} is given with a name or password in its address, which is not sent")
    found = look_up(host, port)
    if not found:
        raise FetchError(f"the host {host} has no address")
    for address in found:
        if not permit(ipaddress.ip_address(address)):
            raise FetchError(f"{host} leads to {address}, which is no address of the public internet: not asked")
    return Target(url, parts.scheme, host, port, found[0])
