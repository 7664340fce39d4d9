import os
from pathlib import Path

import pytest

from cruddur.devtools import lodging
from cruddur.devtools.lodging import AS_NOBODY, AS_SOMEONE_ELSE, find_lodging


@pytest.fixture
def native(tmp_path: Path) -> Path:
    (tmp_path / "native" / "bin").mkdir(parents=True)
    return tmp_path / "native"


def test_an_ordinary_person_runs_it_as_themselves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, native: Path
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr("pwd.getpwuid", lambda uid: object())
    assert find_lodging(tmp_path / "pg", native).prefix == ()


def test_root_runs_it_in_a_namespace_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, native: Path
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(lodging, "may_unshare", lambda: True)
    found = find_lodging(tmp_path / "pg", native)
    assert found.prefix == AS_SOMEONE_ELSE
    assert found.directory == tmp_path / "pg"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
def test_root_without_namespaces_runs_it_as_nobody_where_nobody_can_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, native: Path
) -> None:
    monkeypatch.setattr(lodging, "may_unshare", lambda: False)
    monkeypatch.setattr(lodging, "home_elsewhere", lambda directory: tmp_path / "home")
    found = find_lodging(tmp_path / "pg", native)
    assert found.prefix == AS_NOBODY
    assert found.directory.stat().st_uid == lodging.NOBODY
    assert (found.native / "bin").is_dir()
