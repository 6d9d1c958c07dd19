"""Reports from the web: pages by their address, feeds and sitemaps, politely and without being led into one's own network."""

from picketline.sources.net.address import FetchError
from picketline.sources.net.book import Book, Subscription, beside
from picketline.sources.net.fetch import Answer, Fetcher
from picketline.sources.net.page import read_url
from picketline.sources.net.watch import Arrival, rounds

__all__ = ["Answer", "Arrival", "Book", "FetchError", "Fetcher", "Subscription", "beside", "read_url", "rounds"]
