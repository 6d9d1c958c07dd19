"""The desk: the ledger in the browser, one file a page."""
