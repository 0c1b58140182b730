"""A longer time: what moved, what happened along the way, and what was written long ago."""
