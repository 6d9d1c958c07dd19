"""Views of the ledger written out: one file a format; redaction happens here."""
