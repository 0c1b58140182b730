"""The form of one check-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message

from trust_tui.content import load
from trust_tui.model.checkin import TEXT_FIELDS, Answers
from trust_tui.model.notes import SealedText
from trust_tui.ui.widgets.feelings import Feelings
from trust_tui.ui.widgets.form_row import FormRow
from trust_tui.ui.widgets.in_sight import LookHere
from trust_tui.ui.widgets.line_field import LineField
from trust_tui.ui.widgets.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from trust_tui.ui.look import Glyphs

LABELS = {
    "words": "In my words",
    "safe": "Safe",
    "close": "Close",
    "appreciated": "I appreciated",
    "need": "I need",
    "own": "I own",
    "private": "Only for me",
}
PLACEHOLDERS = {
    "words": "or none of these",
    "appreciated": "something small counts",
    "need": "what would help",
    "own": "my part, if there is one",
}


class CheckInForm(Vertical):
    """What one person fills in for one day. It knows nothing of who or when."""

    class Changed(Message):
        """Something in the form is different now."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="form")
        scales = load("scales.json")
        self._known = {word for row in load("feelings.json")["rows"] for word in row}
        self.feelings = Feelings(load("feelings.json")["rows"], glyphs.chosen, id="feelings")
        self.words = LineField(id="words", placeholder=PLACEHOLDERS["words"])
        self.safe = Scale(scales["safe"]["steps"], id="safe")
        self.close = Scale(scales["close"]["steps"], id="close")
        self.texts = {
            name: LineField(
                id=name,
                placeholder=PLACEHOLDERS.get(name, ""),
                mask=glyphs.hidden if name == "private" else "",
                can_keep=name != "private",
            )
            for name in TEXT_FIELDS
        }
        self._sealed: SealedText | None = None
        self._problem_at = ""
        self._loading = False

    def compose(self) -> ComposeResult:
        """One field below the other, in the order in which they are asked."""
        yield self.feelings
        yield FormRow("words", LABELS["words"], self.words)
        yield FormRow("safe", LABELS["safe"], self.safe)
        yield FormRow("close", LABELS["close"], self.close)
        for name, field in self.texts.items():
            yield FormRow(name, LABELS[name], field)

    @property
    def answers(self) -> Answers:
        """What stands in the form now."""
        typed = (word.strip() for word in self.words.text.replace("\n", ",").split(","))
        return Answers(
            feelings=tuple(dict.fromkeys([*self.feelings.chosen, *(word for word in typed if word)])),
            safe=self.safe.value,
            close=self.close.value,
            **{name: field.text for name, field in self.texts.items() if name != "private"},
            private=self.texts["private"].text if self._sealed is None else self._sealed,
        )

    def fill(self, answers: Answers) -> None:
        """Put these answers into the form."""
        with self.prevent(LineField.Changed, Feelings.Changed, Scale.Changed):
            self.feelings.chosen = tuple(word for word in answers.feelings if word in self._known)
            own = (word for word in answers.feelings if word not in self._known)
            self.words.load_text(", ".join(own))
            self.safe.value = answers.safe
            self.close.value = answers.close
            for name, field in self.texts.items():
                if name != "private":
                    field.load_text(getattr(answers, name))
            self.show_private(answers.private)
        self.forget_problem()

    @property
    def is_sealed(self) -> bool:
        """Whether there are words in the private field that nobody has opened."""
        return self._sealed is not None

    def show_private(self, text: str) -> None:
        """Put a note into the private field. Nobody types into one that is sealed: what it says would go."""
        field = self.texts["private"]
        self._sealed = text if isinstance(text, SealedText) else None
        with self.prevent(LineField.Changed):
            field.load_text("" if self._sealed else text)
        field.disabled = self.is_sealed

    def say_private(self, words: str) -> None:
        """Say, in the private field while nothing is to be seen in it, what protects it and what does not."""
        self.texts["private"].placeholder = words

    def row(self, name: str) -> FormRow:
        """Return the row of a field."""
        return self.query_one(f"#row-{name}", FormRow)

    def say_problem(self, name: str, words: str) -> None:
        """Show a problem next to its field, and go there; one of no field only comes into sight."""
        self.forget_problem()
        self._problem_at = "words" if name in {"feelings", ""} else name
        row = self.row(self._problem_at)
        row.say(words, is_problem=True)
        if name == self._problem_at:
            row.field.focus()
        else:
            self.post_message(LookHere(row))

    def forget_problem(self) -> None:
        """Take the message of the last problem away."""
        if self._problem_at:
            self.row(self._problem_at).say("")
            self._problem_at = ""

    def say_kept(self, kept: Iterable[tuple[str, str]]) -> None:
        """Say below each line what it has become.

        Args:
            kept: Pairs of a text and of the word for what it became.
        """
        became: dict[str, list[str]] = {}
        for text, word in kept:
            for name, field in self.texts.items():
                if text in (line.strip() for line in field.text.split("\n")):
                    became.setdefault(name, []).append(word)
        for name in self.texts:
            if name != self._problem_at:
                words = became.get(name)
                self.row(name).say(f"kept as a {' and a '.join(words)}" if words else "")

    def on_text_area_changed(self) -> None:
        """Tell the pane."""
        self._tell()

    def on_feelings_changed(self) -> None:
        """Tell the pane."""
        self._tell()

    def on_scale_changed(self) -> None:
        """Tell the pane."""
        self._tell()

    def _tell(self) -> None:
        self.forget_problem()
        self.post_message(self.Changed())

    def on_line_field_refused(self, message: LineField.Refused) -> None:
        """Say next to the field why nothing was pasted."""
        message.stop()
        self.say_problem(message.field.id or "", message.reason)
