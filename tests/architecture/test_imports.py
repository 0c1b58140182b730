"""Imports point one way: model, store, services, ui, cli."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT, Source, belongs_to, imported, our_sources

# What each floor may stand on, itself included. A new folder has to be given its place here.
STANDS_ON = {
    "model": {"model"},
    "content": {"content", "model"},
    "store": {"store", "model"},
    "services": {"services", "store", "model", "content"},
    # A pane calls a service; it never touches the store.
    "ui": {"ui", "services", "model", "content"},
    "cli": {"cli", "ui", "services", "store", "model", "content"},
    "__main__": {"cli"},
    "": set(),
}

# Nothing leaves the machine, so nothing that could carry it is imported.
NETWORK = (
    "aiohttp", "asyncio.open_connection", "asyncio.start_server", "ftplib", "http", "httpx", "imaplib",
    "poplib", "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request",
    "urllib3", "webbrowser", "websockets", "wsgiref", "xmlrpc",
)  # fmt: skip


def wrong_direction(source: Source) -> list[str]:
    """Return what `source` imports from a floor above its own, or from the side."""
    allowed = STANDS_ON.get(source.floor)
    if allowed is None:
        return [f"{source.module}: trust_tui.{source.floor} has no place in the house yet"]
    return [
        f"{source.module} imports {name}"
        for name in imported(source)
        if belongs_to(name, "trust_tui") and not _is_allowed(name, allowed)
    ]


def _is_allowed(name: str, allowed: set[str]) -> bool:
    floor = [*name.split("."), ""][1]
    return floor in allowed or floor in {"", "__version__"}


def out_of_bounds(source: Source) -> list[str]:
    """Return what `source` imports although it is kept to other places, or to none."""
    found = []
    for name in imported(source):
        if belongs_to(name, "textual") and source.floor not in {"ui", "cli"}:
            found.append(f"{source.module} imports {name}: textual stays in ui")
        if belongs_to(name, "tinydb") and source.floor != "store":
            found.append(f"{source.module} imports {name}: tinydb stays in store")
        if any(belongs_to(name, network) for network in NETWORK):
            found.append(f"{source.module} imports {name}: this program has no network code")
        if name == "<computed>":
            found.append(f"{source.module} imports a computed name, which no test can follow")
    return found


def test_imports_point_one_way() -> None:
    assert [line for source in our_sources() for line in wrong_direction(source)] == []


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("trust_tui.model.people", "from trust_tui.store import Ledger"),
        ("trust_tui.store.disk", "def late():\n    import trust_tui.services.checkins"),
        ("trust_tui.services.checkins", "from ..ui import app"),
        ("trust_tui.services.checkins", "from .. import ui"),
        ("trust_tui.ui.app", "from trust_tui.store import Ledger"),
        ("trust_tui.ui.app", "import importlib\nimportlib.import_module('trust_tui.cli')"),
        ("trust_tui.somewhere_new", ""),
    ],
)
def test_an_import_the_wrong_way_is_seen(module: str, text: str) -> None:
    assert wrong_direction(Source(module, text))


def test_a_relative_import_on_the_same_floor_is_fine() -> None:
    assert wrong_direction(Source("trust_tui.store", "from . import disk", is_package=True)) == []


def test_textual_tinydb_and_the_network_keep_out() -> None:
    assert [line for source in our_sources() for line in out_of_bounds(source)] == []


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("trust_tui.services.checkins", "from textual.message import Message"),
        ("trust_tui.services.checkins", "import tinydb"),
        ("trust_tui.ui.app", "from tinydb.table import Document"),
        ("trust_tui.ui.app", "import urllib.request"),
        ("trust_tui.ui.app", "from urllib import request"),
        ("trust_tui.cli", "import http.client as quiet"),
        ("trust_tui.store.disk", "from socket import socket"),
        ("trust_tui.store.disk", "from asyncio import open_connection"),
        ("trust_tui.cli", "__import__('ss' + 'l')"),
        ("trust_tui.cli", "import importlib\nimportlib.import_module(f'{name}.app')"),
    ],
)
def test_an_import_out_of_bounds_is_seen(module: str, text: str) -> None:
    assert out_of_bounds(Source(module, text))


def _loaded_after(*modules: str) -> set[str]:
    """Return what a fresh interpreter has loaded once it imported `modules`."""
    code = "".join(f"import {module}\n" for module in modules) + "import sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def _modules_of(*floors: str) -> list[str]:
    return [source.module for source in our_sources() if source.floor in floors]


def test_the_lower_floors_run_without_textual() -> None:
    lower = _modules_of("model", "store", "services")
    loaded = _loaded_after(*lower)
    assert set(lower) <= loaded
    assert not {name for name in loaded if belongs_to(name, "textual")}


def test_the_model_runs_without_a_database() -> None:
    loaded = _loaded_after(*_modules_of("model"))
    assert not {name for name in loaded if belongs_to(name, "tinydb")}


def test_a_child_that_loads_textual_would_be_seen() -> None:
    assert "textual" in _loaded_after("textual")


def test_without_a_passphrase_nothing_of_it_is_loaded() -> None:
    loaded = _loaded_after("trust_tui.cli", "trust_tui.services.opening", "trust_tui.ui.app")
    assert not {name for name in loaded if belongs_to(name, "pyrage")}
    late_ones = ("store.sealed", "store.passphrases", "store.resealing", "store.notes", "store.notecopies")
    for late in (*late_ones, "services.notes", "services.locked", "cli.unlocking"):
        assert f"trust_tui.{late}" not in loaded


def test_what_most_starts_have_no_use_for_is_not_loaded() -> None:
    first = ("trust_tui.cli", "trust_tui.services.opening", "trust_tui.ui.app", "trust_tui.ui.panes.checkin")
    assert not {"hashlib", "secrets", "tomllib", "trust_tui.model.versions"} & _loaded_after(*first)
