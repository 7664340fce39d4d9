from pathlib import Path
from types import SimpleNamespace

import pytest

from cruddur.devtools import preflight
from cruddur.devtools.console import Refusal
from cruddur.devtools.ports import free_port, listening_socket, port_of


def test_a_missing_node_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal, match=r"needs Node\.js 20\.19 or newer, with npm, and found none"):
        preflight.check_node()


def test_an_old_node_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho v18.20.1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal, match=r"and this is v18\.20\.1"):
        preflight.check_node()


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=5 * 10**6))
    with pytest.raises(Refusal, match="5 MB are free"):
        preflight.check_disk()


def test_a_busy_port_is_refused_with_another_to_try(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening_socket() as taken:
        monkeypatch.setenv("PORT", str(port_of(taken)))
        with pytest.raises(Refusal, match=f"Port {port_of(taken)} is in use"):
            preflight.wanted_port()


@pytest.mark.parametrize("text", ["web", "0", "65536", "-1"])
def test_what_is_no_port_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Refusal, match="PORT must be a number"):
        preflight.wanted_port()


def test_a_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("PORT", str(port))
    assert preflight.wanted_port() == port
