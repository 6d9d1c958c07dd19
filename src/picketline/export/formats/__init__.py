"""The formats in which disputes are written, one file each."""
