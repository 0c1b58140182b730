"""A terminal companion with which two people rebuild trust, one evening at a time."""

__version__ = "0.1.0"
