"""Other readers of reports behind the same record and the same check: a module a backend."""
