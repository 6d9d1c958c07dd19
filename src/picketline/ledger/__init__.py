"""The append-only store of documents, claims, judgements and corrections; disputes are assembled from it."""
