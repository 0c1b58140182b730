"""A pane that gets the focus, or gives it away, is alone in what it looks like with it."""

from __future__ import annotations

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen

from tests.ui.sitting import sitting
from trust_tui.services.companion import Companion
from trust_tui.ui.panes import Pane

pytestmark = pytest.mark.slow


def pane_of(screen: Screen[object]) -> Pane:
    assert screen.focused is not None
    return next(each for each in screen.focused.ancestors_with_self if isinstance(each, Pane))


def looks(pane: Pane) -> dict[DOMNode, object]:
    return {node: dict(node.styles.base.get_rules()) for node in pane.walk_children(with_self=True)}


@pytest.mark.parametrize("key", ["f1", "f2", "f3", "f4", "f5", "f6", "f7"])
async def test_everything_looks_as_if_all_of_it_had_been_looked_up(couple: Companion, key: str) -> None:
    async with sitting(couple, writer="Ana", size=(120, 40)) as there:
        await there.press(key)
        await there.settle()
        screen = there.app.screen
        pane = pane_of(screen)
        for move in (pane.focus, lambda: screen.set_focus(None), pane.focus, screen.focus_next):
            move()
            await there.settle()
            before = looks(pane)
            there.app.stylesheet.update(pane)
            assert looks(pane) == before


async def test_what_lies_in_a_pane_is_not_looked_up_with_it(
    couple: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[DOMNode] = []
    apply = Stylesheet.apply

    def noted(stylesheet: Stylesheet, node: DOMNode, **how: object) -> None:
        looked_up.append(node)
        apply(stylesheet, node, **how)  # type: ignore[arg-type]

    async with sitting(couple, writer="Ana", size=(120, 40)) as there:
        await there.press("f2")
        await there.settle()
        screen = there.app.screen
        pane = pane_of(screen)
        screen.set_focus(None)
        await there.settle()
        monkeypatch.setattr(Stylesheet, "apply", noted)
        pane.focus()
        await there.settle()

        assert pane in looked_up
        assert not [node for node in looked_up if node in pane.walk_children(with_self=False)]
