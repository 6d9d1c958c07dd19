"""Training of the net on coded reports; needs the `train` extra and is never run by CI."""
