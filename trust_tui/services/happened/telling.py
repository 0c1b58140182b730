"""What is checked and written when somebody writes about what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trust_tui.model.breach import NAME_LIMIT, Apology, Breach, Text, What
from trust_tui.model.records import Visibility
from trust_tui.model.text import one_line
from trust_tui.services.checks import trimmed
from trust_tui.services.desk import Desk, Write
from trust_tui.services.happened.book import Book
from trust_tui.services.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ENOUGH = {
    "acknowledgement": ("happened", "A few words are enough to begin with: what happened, or what you own."),
    "impact": ("did_to_me", "A few words are enough to begin with. The rest can come another evening."),
    "apology": (
        "responsibility",
        "An apology begins with what you take responsibility for. One sentence will do.",
    ),
}
"""By kind: the part that a message about missing words stands next to, and the message."""

_TWICE = {
    "acknowledgement": "You have acknowledged this before. Open that text to word it anew.",
    "impact": "You have written about this before. Open that text to word it anew.",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a text is about.

    Attributes:
        breach: The id of a breach; "" for none, or for a new one.
        name: The few words for a new breach.
        broke: The ids of who broke trust in it, where it is new.
        hurt: The ids of who was hurt.
    """

    breach: str = ""
    name: str = ""
    broke: tuple[str, ...] = ()
    hurt: tuple[str, ...] = ()


def checked_parts(kind: type[Text], parts: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of a text, trimmed.

    Raises:
        Problem: If there are no words where some are needed.
        TooLongProblem: If a part is longer than a field holds.
    """
    checked = {name: trimmed(parts.get(name, ""), name) for name in kind.PARTS}
    field, words = _ENOUGH[kind.kind]
    needed = checked[field] if kind is Apology else any(checked.values())
    if not needed:
        raise Problem(words, field)
    return checked


def checked_name(name: str) -> str:
    """Return the name of a breach.

    Raises:
        Problem: If there is none, or it is long.
    """
    name = " ".join(name.split())
    if not name:
        raise Problem("A few words for it, such as: the messages, or the money.", "name")
    if len(name) > NAME_LIMIT:
        raise Problem(f"A few words are enough: up to {NAME_LIMIT} characters.", "name")
    return name


def checked_answer(what: What, text: str) -> str:
    """Return the words of an answer.

    Raises:
        Problem: If something is missing, and it is not said what.
        TooLongProblem: If the text is longer than a field holds.
    """
    text = trimmed(text, "text")
    if what is What.MISSING and not text:
        raise Problem("What is missing for you? A few words help the other to find it.", "text")
    return text


def placed(
    desk: Desk, book: Book, kind: type[Text], about: About, visibility: Visibility
) -> tuple[str, tuple[Write, ...]]:
    """Return the id of the breach that a new text belongs to, with what has to be written for that.

    Raises:
        Problem: If it needs a breach and has none, or its writer wrote the same about it before.
    """
    breach = _named(book, about.name) if about.name.strip() else book.breach(about.breach)
    if about.name.strip() and breach is None:
        new = desk.new(
            Breach,
            book.reader.id,
            name=checked_name(about.name),
            broke=about.broke,
            hurt=about.hurt,
            visibility=visibility,
        )
        return new.id, (Write(None, new),)
    if breach is None:
        if about.breach:
            raise Problem("This is not there any more: it was taken back in another window.", "about")
        if kind is not Apology:
            checked_name("")
        return "", ()
    if kind is not Apology and any(_is_own(text, kind, breach, book) for text in book.texts):
        raise Problem(_TWICE[kind.kind], "about" if about.breach else "name")
    return breach.id, tuple(opened(desk, book, breach.id, visibility))


def opened(desk: Desk, book: Book, breach_id: str, visibility: Visibility) -> Iterator[Write]:
    """Yield what lets the other see the breach of a text that they may see."""
    breach = book.breach(breach_id)
    is_own = breach is not None and breach.author == book.reader.id and breach.deleted is None
    if (
        breach is not None
        and is_own
        and visibility is Visibility.SHARED
        and breach.visibility is not visibility
    ):
        yield Write(breach, breach.changed(desk.clock(), visibility=visibility))


def own_text(book: Book, text_id: str) -> Text:
    """Return a text of the reader's own.

    Raises:
        Problem: If it is not there any more, or not theirs.
    """
    text = there(book, text_id)
    if text.author != book.reader.id:
        raise Problem("Only who wrote it can change it. You can answer it.")
    return text


def others_text(book: Book, text_id: str, read: Mapping[str, str]) -> Text:
    """Return a text of the other, which says what the reader has read.

    Raises:
        Problem: If it is not there any more, is the reader's own, or other words came in between.
    """
    text = there(book, text_id)
    if text.author == book.reader.id:
        raise Problem("An answer to this is for the other one to give.")
    must_say(text, read)
    return text


def must_say(text: Text, read: Mapping[str, str]) -> None:
    """Raise a problem where a text says something else than what was read."""
    if text.texts() != dict(read):
        raise Problem("The words were changed in the meantime. Read the new ones first.")


def there(book: Book, text_id: str) -> Text:
    """Return a text that the reader may see.

    Raises:
        Problem: If it is not there any more.
    """
    text = book.text(text_id)
    if text is None:
        raise Problem("This text is not there any more: it was removed in another window.")
    return text


def marked_as_answered(desk: Desk, text: Text) -> Write:
    """Return what keeps a text's writer from taking it back by an undo: an answer builds on its words."""
    return Write(text, text.changed(desk.clock()))


def _named(book: Book, name: str) -> Breach | None:
    """Return the breach of this name, so that the same words twice do not make two of it."""
    wanted = one_line(name).casefold()
    alive = (each for each in book.breaches.values() if each.deleted is None)
    return next((each for each in alive if one_line(each.name).casefold() == wanted), None)


def _is_own(text: Text, kind: type[Text], breach: Breach, book: Book) -> bool:
    return isinstance(text, kind) and text.breach == breach.id and text.author == book.reader.id
