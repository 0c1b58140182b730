"""A page of the guide as it is read, wherever it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.services.guide import Fact, GuidePage


def page_words(page: GuidePage, where: str = "", *, titled: bool = True) -> Content:
    """Return a page: its parts, what was found out, what is practice only, and its sources last.

    Args:
        page: The page.
        where: What stands behind its title.
        titled: Whether it shows its title; not where the top line does.
    """
    title = [Content.assemble((page.title, "bold $accent"), (where, "$quiet"))] if titled else []
    parts = [_part(heading, Content(text)) for heading, text in page.parts]
    practice = _part("Practice, not evidence", Content(page.practice))
    return Content("\n\n").join([*title, *parts, *_facts(page.facts, practice)])


def _part(heading: str, *texts: Content) -> Content:
    return Content("\n").join([Content.styled(heading, "bold"), *texts])


def _facts(facts: Sequence[Fact], practice: Content) -> Iterator[Content]:
    """Yield what was found out, what is practice, and where the facts come from, by number."""
    sources = list(dict.fromkeys(fact.source for fact in facts))
    numbered = [
        Content.assemble(fact.text, (f" ({sources.index(fact.source) + 1})", "$quiet")) for fact in facts
    ]
    yield _part("What was found out", *numbered)
    yield practice
    lines = [f"({number}) {source}" for number, source in enumerate(sources, 1)]
    yield Content.styled("\n".join(["Where this comes from", *lines]), "$quiet")
