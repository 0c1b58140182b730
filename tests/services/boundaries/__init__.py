"""Boundaries: everybody answers in their own turn, and nobody's words are rewritten or lost."""
