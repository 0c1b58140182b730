"""Talks: the floor, the clocks, and what is kept."""
