"""Looking at a longer time: what moved, what happened along the way, and what one wrote long ago."""
