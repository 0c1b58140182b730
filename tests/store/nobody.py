"""Runs a piece of code as somebody who may not do everything: root is stopped by no mode."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534

_DROP = """
import os, sys
from pathlib import Path
{imports}
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({nobody})
    os.setuid({nobody})
where = Path(sys.argv[1])
{code}
"""

needs_users = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes to take away")


def run_as_nobody(imports: str, code: str, where: Path) -> str:
    """Run `code` in a child without root's rights; `where` is a Path there. What it prints is returned.

    The imports come first, because nobody may not be able to read our own source.
    """
    program = _DROP.format(imports=imports, code=code, nobody=NOBODY)
    command = [sys.executable, "-c", program, str(where)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def nobodys_folder() -> Iterator[Path]:
    """Yield a folder that nobody owns, in one that all can enter (those of pytest are for their owner)."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "theirs"
        folder.mkdir()
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield folder
        folder.chmod(0o700)
