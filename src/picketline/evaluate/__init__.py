"""How good are the records? The scorer, cross-validation, training."""
