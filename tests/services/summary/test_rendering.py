"""What people typed stays what they typed, in Markdown and in HTML: never markup, a link, or a picture."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.services.summary.nasty import NASTY
from trust_tui.model.text import TEXT_LIMIT, shown
from trust_tui.services.summary.document import Chapter, Document, Group, Item, Piece
from trust_tui.services.summary.html import render_html
from trust_tui.services.summary.markdown import render_markdown, safe

ALL_OF_IT = MarkdownIt("gfm-like")
"""A reader that knows tables, struck words, and addresses that become links by themselves."""

PLAIN = {"text", "softbreak", "hardbreak", "text_special"}


def holding(text: str, name: str = "Ana") -> Document:
    """Return a document that holds a text everywhere where one can be."""
    piece = Piece(name, text, name)
    item = Item(name, ((piece,), (piece, Piece("", text, ""))))
    chapter = Chapter("Title", "A note.", (Group(name, (item, Item("", ((Piece("", text, ""),),)))),))
    return Document("Summary", "some days", name, (chapter,), ("About.",))


def squeezed(text: str) -> str:
    return "".join(shown(text).split())


def inline(tokens: list[Token]) -> set[str]:
    """Return every kind of thing that a Markdown reader sees within the lines."""
    return {child.type for token in tokens for child in token.children or ()}


def blocks(tokens: list[Token]) -> list[str]:
    return [token.type for token in tokens if token.type != "inline"]


class Tree(HTMLParser):
    """Everything in a page: its tags in their order, their attributes, its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[tuple[str, str | None]] = set()
        self.text = ""
        self.comments: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def check_markdown(text: str) -> None:
    tokens = ALL_OF_IT.parse(safe(text))
    assert inline(tokens) <= PLAIN, text
    assert set(blocks(tokens)) <= {"paragraph_open", "paragraph_close"}, text
    read = "".join(child.content for token in tokens for child in token.children or ())
    assert squeezed(read) == squeezed(text), text
    # In its place it changes nothing of what stands around it.
    around = ALL_OF_IT.parse(render_markdown(holding(text.strip() or "x")))
    usual = ALL_OF_IT.parse(render_markdown(holding("x")))
    assert blocks(around) == blocks(usual), text
    assert inline(around) <= {*PLAIN, "em_open", "em_close", "strong_open", "strong_close"}, text


def check_html(text: str) -> None:
    page, usual = Tree(render_html(holding(text.strip() or "x"))), Tree(render_html(holding("x")))
    assert page.tags == usual.tags, text
    assert page.attributes == usual.attributes, text
    assert page.comments == []
    assert squeezed(text) in squeezed(page.text)


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_a_text_that_would_like_to_be_more_stays_text(text: str) -> None:
    check_markdown(text)
    check_html(text)
    check_html(f"{text}\n\n{text}")
    check_markdown(f"{text}\n\n{text}")


@given(st.text(st.sampled_from("a1 \n\t#*_`[]()<>!|~&\\:.-+=\"'/@{}$^%w"), max_size=30))
def test_whatever_is_typed_stays_text(text: str) -> None:
    check_markdown(text)
    check_html(text)


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_a_name_stays_a_name(text: str) -> None:
    name = " ".join(text.split())
    usual = holding("x", "y")
    page = Tree(render_html(holding("x", name)))
    assert page.tags == Tree(render_html(usual)).tags
    around = ALL_OF_IT.parse(render_markdown(holding("x", name)))
    assert blocks(around) == blocks(ALL_OF_IT.parse(render_markdown(usual)))
    assert not {"link_open", "image", "html_inline", "code_inline"} & inline(around)


@pytest.mark.parametrize(
    "text", [*NASTY, "w" * TEXT_LIMIT, "many words " * (TEXT_LIMIT // 11)], ids=lambda t: ascii(t)[:30]
)
def test_nothing_that_could_command_anything_is_in_a_file(text: str) -> None:
    for written in (render_html(holding(text)), render_markdown(holding(text))):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written)
        written.encode()


def test_a_page_needs_nothing_else_and_runs_nothing() -> None:
    page = render_html(holding("x"))
    assert Tree(page).tags.count("style") == 1
    assert not re.search(r"<(script|link|img|iframe|object|embed|form|svg|a)\b", page)
    assert not re.search(r"url\(|@import|https?:|//|src=|href=|\son\w+=", page)
    assert "default-src 'none'" in page
    assert "@page" in page
    assert "<title>Summary</title>" in page, "a neutral name, as printers and browsers show it"


def test_a_broken_line_stays_one_in_both() -> None:
    document = holding("first\nsecond")
    assert "first\\\n" in render_markdown(document)
    assert "first\nsecond" in render_html(document)


def test_our_own_words_are_read_as_they_were_meant() -> None:
    text = render_markdown(holding("When it is 17:30, I will ring; it's 3.5 km."))
    assert "- **Ana:** *Ana:* When it is 17:30, I will ring; it's 3\\.5 km. *(Ana)*" in text
