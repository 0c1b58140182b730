"""Words that would shame somebody never reach the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import PACKAGE, Source, literals, our_sources

NEVER = re.compile(
    r"\b(cheat(er|ers|ed|ing)?|victims?|offenders?|perpetrators?|streaks?|scores?|scored|fail(ed|ure|ures|s|ing)?)\b",
    re.IGNORECASE,
)
ON_SCREEN = {"content", "ui", "services", "cli"}


def shaming(source: Source) -> Iterator[str]:
    """Yield each literal of `source` that holds a word we never say."""
    for line, text in literals(source):
        if found := NEVER.search(text):
            yield f"{source.module}:{line} says {found.group()!r}"


def test_our_words_shame_nobody() -> None:
    found = [line for source in our_sources() if source.floor in ON_SCREEN for line in shaming(source)]
    for path in sorted((PACKAGE / "content").rglob("*")):
        if path.suffix in {".json", ".toml", ".md", ".txt"}:
            found += [f"{path.name} says {hit.group()!r}" for hit in NEVER.finditer(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "LABEL = 'The Cheater'",
        "notify('You failed today')",
        "f'{name} is on a 3 day streak'",
        "class A:\n    TITLE = 'Score'",
        "def f():\n    return 'the victim'",
    ],
)
def test_a_shaming_word_is_seen(text: str) -> None:
    assert list(shaming(Source("trust_tui.ui.sample", text)))


@pytest.mark.parametrize("text", ["'''No score is kept here.'''", "x = 'underscored'", "def failed(): ..."])
def test_reasons_and_names_in_the_code_are_free(text: str) -> None:
    assert list(shaming(Source("trust_tui.ui.sample", text))) == []
