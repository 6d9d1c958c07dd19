"""The pages of the desk: one file each with a `router`, found by its name."""
