"""A line for a passphrase: dots, and nothing of it can be copied out."""

from __future__ import annotations

from textual.widgets import Input


class SecretField(Input):
    """A field of one line that shows dots."""

    def __init__(self, name: str) -> None:
        super().__init__(password=True, id=name, select_on_focus=False)

    def action_copy(self) -> None:
        """Leave the clipboard alone: another one may paste it."""

    def action_cut(self) -> None:
        """Take out what is selected, for good."""
        self.delete_selection()
