"""A browser without a window that prints, and what its pages say."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PAPER = {"A4": (595, 842), "letter": (612, 792)}


def needed() -> str:
    """Return the browser there is; skip the test, with the reason, where it or a reader of PDF is missing."""
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), "")
    if not browser:
        pytest.skip("no browser that prints without a window is installed: apt-get install chromium")
    for tool in ("pdfinfo", "pdftotext"):
        if not shutil.which(tool):
            pytest.skip(f"{tool} is not installed: apt-get install poppler-utils")
    return browser


def printed(page: str, paper: str, folder: Path) -> Path:
    """Print a page on this paper, as a person would who has it in their printer. Return the PDF."""
    source, target = folder / f"page-{paper}.html", folder / f"page-{paper}.pdf"
    # What a printer's own setting does: the page itself names no paper.
    sized = page.replace("@page {", f"@page {{ size: {paper};", 1)
    assert sized != page
    source.write_text(sized, "utf-8")
    command = [
        needed(), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'browser'}", f"--print-to-pdf={target}", source.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert target.is_file(), done.stderr[-500:]
    return target


def size_and_count(pdf: Path) -> tuple[bool, int]:
    """Return whether the paper is that which its name says, and how many pages there are."""
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    found = re.search(r"Page size: +([\d.]+) x ([\d.]+)", said)
    count = re.search(r"Pages: +(\d+)", said)
    assert found, said
    assert count, said
    width, height = _PAPER[pdf.stem.removeprefix("page-")]
    is_so = abs(float(found[1]) - width) < 1.5 and abs(float(found[2]) - height) < 1.5
    return is_so, int(count[1])


def words_of(pdf: Path) -> str:
    """Return what can be read on the pages, without any space."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


def outermost(pdf: Path) -> tuple[float, float, float, float]:
    """Return how far from the edges of the paper words keep: left, right, top, bottom; the least anywhere."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    text = done.stdout.decode("utf-8", "replace")
    edges = [1e9] * 4
    for page in text.split("<page ")[1:]:
        size = [float(each) for each in re.findall(r'(?:width|height)="([\d.]+)"', page)[:2]]
        for box in re.findall(
            r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', page
        ):
            left, top, right, bottom = map(float, box)
            inside = (left, size[0] - right, top, size[1] - bottom)
            edges = [min(pair) for pair in zip(edges, inside, strict=True)]
    return edges[0], edges[1], edges[2], edges[3]
