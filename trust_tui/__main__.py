"""Lets `python -m trust_tui` do what `trust-tui` does."""

import sys

from trust_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
