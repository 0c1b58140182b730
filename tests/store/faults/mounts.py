"""A small file system of its own, for as long as a test needs one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """Mount an empty tmpfs of `size`, such as "64k", on a new folder. Skips the test where it may not."""
    folder.mkdir()
    if problem := _run("mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder)):
        pytest.skip(f"no file system can be mounted here: {problem}")
    try:
        yield folder
    finally:
        _run("umount", "--lazy", str(folder))


def make_image(image: Path, kind: str) -> None:
    """Make a file system of 4 MB, "ext4" for instance, in a file. Skips the test where that cannot be."""
    with image.open("wb") as file:
        file.truncate(4 << 20)
    if problem := _run(f"mkfs.{kind}", "-q", "-b", "1024", str(image)):
        pytest.skip(f"no file system can be made here: {problem}")


@contextmanager
def mounted_image(image: Path, folder: Path) -> Iterator[Path]:
    """Mount what `make_image` made on a new folder. Skips the test where it may not."""
    folder.mkdir()
    if problem := _run("mount", "-o", "loop", str(image), str(folder)):
        pytest.skip(f"no image can be mounted here: {problem}")
    try:
        yield folder
    finally:
        _run("umount", str(folder))


def repair(image: Path) -> None:
    """Do what a system does at its start to a file system that was not unmounted."""
    subprocess.run(["e2fsck", "-fy", str(image)], capture_output=True, check=False)


def remount(folder: Path, how: str) -> None:
    """Change a mounted file system to "ro" or "rw"."""
    problem = _run("mount", "-o", f"remount,{how}", str(folder))
    assert not problem, problem


def _run(*command: str) -> str:
    """Run a command. Return what is wrong, or nothing."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return f"there is no {command[0]}"
    return done.stderr.strip() or f"code {done.returncode}" if done.returncode else ""
