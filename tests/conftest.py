"""What has to be set before anything else is imported."""

from __future__ import annotations

import os

# Textual reads this once, when it is imported: nothing fades or glides while a test waits for it.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
