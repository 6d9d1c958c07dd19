"""Does the evidence support the value? Judges the records of every backend, by the quoted words alone."""

from picketline.check.keep import supported, without
from picketline.check.record import check
from picketline.check.unsupported import Unsupported

__all__ = ["Unsupported", "check", "supported", "without"]
