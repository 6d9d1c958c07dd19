"""picketline: reports about labour disputes in, a ledger of disputes out; every value points to the words that say it."""

__version__ = "0.1.0"
