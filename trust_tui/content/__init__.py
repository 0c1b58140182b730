"""What the program says: words, pages and a made-up couple. Data, not code."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def load(name: str) -> Any:
    """Return the content of one file of this folder: parsed where it is JSON, else its text.

    Everybody gets the same object, so nobody may change it.

    Args:
        name: The file's name, such as "feelings.json" or "safety.md".

    Raises:
        FileNotFoundError: If there is no such file.
    """
    text = (_HERE / name).read_text(encoding="utf-8")
    return json.loads(text) if name.endswith(".json") else text
