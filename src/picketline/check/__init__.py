"""Does the evidence support the value? Judges the records of every backend."""
