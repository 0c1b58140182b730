"""What was typed and not saved: kept within a second, offered again after whatever happened."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from trust_tui.model.checkin import SCALE, TEXT_FIELDS, Answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from trust_tui.model.people import Person
    from trust_tui.services.note_keys import NoteKeys
    from trust_tui.store import DraftStore

_KIND = "checkin"


@dataclass
class CheckInDrafts:
    """Unsaved check-ins, one per person and day."""

    drafts: DraftStore
    keys: NoteKeys

    def keep(self, person: Person, day: date, answers: Answers) -> None:
        """Keep what stands in the form; what is only for its writer as they keep their notes.

        A text that became empty is remembered as it last was, so that one ctrl+z too many loses nothing.

        Raises:
            LedgerError: If it could not be written.
        """
        key = _key(person, day)
        before = self.drafts.load(key) or {}
        answers = replace(answers, private=self.keys.sealed(person.id, answers.private))
        last = {**_texts(before.get("last")), **_texts(before.get("answers"))}
        last.update({name: text for name, text in answers.texts().items() if text})
        if answers.is_blank and not last:
            if before:
                self.drafts.drop(key)  # what was picked is put back: nothing of it waits
            return
        self.drafts.save(key, {"answers": asdict(answers), "last": last})

    def waiting(self, person: Person, day: date) -> Answers | None:
        """Return what this person had typed for this day and not saved, or None."""
        draft = self.drafts.load(_key(person, day))
        if not draft:
            return None
        answers = _answers(draft)
        answers = replace(answers, private=self.keys.read(person.id, answers.private))
        return None if answers.is_blank else answers

    def write_anew(self, author: str, say: Callable[[str], str]) -> None:
        """Let what a person typed only for themselves be kept otherwise.

        Raises:
            LedgerError: If it could not be written.
        """
        start = f"{_KIND}.{author}."
        for key in self.drafts.keys():  # noqa: SIM118
            draft = self.drafts.load(key) if key.startswith(start) else None
            if draft is None:
                continue
            new = {name: _with_private(fields, say) for name, fields in draft.items()}
            if new != draft:
                self.drafts.save(key, new)

    def drop(self, person: Person, day: date) -> None:
        """Let a draft go: it was saved, or is not wanted any more."""
        self.drafts.drop(_key(person, day))

    def days(self, person: Person) -> list[date]:
        """Return the days for which this person has something unsaved, oldest first."""
        start = f"{_KIND}.{person.id}."
        days = (key.removeprefix(start) for key in self.drafts.keys() if key.startswith(start))  # noqa: SIM118
        return sorted(day for text in days if (day := _day(text)))


@dataclass
class FormDrafts:
    """What stands unsaved in the other forms, one draft per form and thing it is about."""

    drafts: DraftStore

    def keep(self, key: str, values: dict[str, str]) -> None:
        """Keep what stands in a form.

        A text that became empty is remembered as it last was, so that one ctrl+z too many loses nothing.

        Raises:
            LedgerError: If it could not be written.
        """
        before = self.drafts.load(key) or {}
        last = {**_words(before.get("last")), **_words(before.get("values"))}
        last.update({name: text for name, text in values.items() if text})
        self.drafts.save(key, {"values": values, "last": last})

    def waiting(self, key: str) -> dict[str, str]:
        """Return what was typed in this form and not saved; nothing where nothing was."""
        draft = self.drafts.load(key) or {}
        return {**_words(draft.get("last")), **_words(draft.get("values"))}

    def drop(self, key: str) -> None:
        """Let a draft go: it was saved, or is not wanted any more."""
        self.drafts.drop(key)


def _words(values: Any) -> dict[str, str]:
    """Return the non-empty texts of a draft read back from disk, whatever else it holds."""
    if not isinstance(values, dict):
        return {}
    return {str(name): text for name, text in values.items() if isinstance(text, str) and text}


def _key(person: Person, day: date) -> str:
    return f"{_KIND}.{person.id}.{day.isoformat()}"


def _with_private(fields: Any, say: Callable[[str], str]) -> Any:
    text = fields.get("private") if isinstance(fields, dict) else None
    return {**fields, "private": str(say(text))} if isinstance(text, str) and text else fields


def _texts(fields: Any) -> dict[str, str]:
    """Return the non-empty texts of a draft read back from disk, whatever else it holds."""
    if not isinstance(fields, dict):
        return {}
    return {name: fields[name] for name in TEXT_FIELDS if isinstance(fields.get(name), str) and fields[name]}


def _answers(draft: dict[str, Any]) -> Answers:
    fields = draft.get("answers")
    fields = fields if isinstance(fields, dict) else {}
    feelings = fields.get("feelings")
    words = feelings if isinstance(feelings, list) else []
    texts = {**_texts(draft.get("last")), **_texts(fields)}
    return Answers(
        feelings=tuple(word for word in words if isinstance(word, str)),
        safe=_step(fields.get("safe")),
        close=_step(fields.get("close")),
        **texts,
    )


def _step(value: Any) -> int | None:
    return value if type(value) is int and value in SCALE else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
