"""Reports from the web: pages by their address, feeds and sitemaps, politely and without being led into one's own network."""

from picketline.sources.net.address import FetchError
from picketline.sources.net.fetch import Answer, Fetcher
from picketline.sources.net.page import read_url

__all__ = ["Answer", "FetchError", "Fetcher", "read_url"]
