from collections.abc import Callable
from pathlib import Path

import pytest

from cruddur.devtools import install


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of what would be installed."""
    titles: list[str] = []
    monkeypatch.setattr(
        "cruddur.devtools.console.run", lambda title, argv, **_: titles.append(title)
    )
    return titles


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A Python, and two requirements files for its environment."""
    python = tmp_path / ".venv" / "bin" / "python"
    own, more = tmp_path / "requirements.txt", tmp_path / "infra" / "requirements.txt"
    for path in (python, own, more):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("first")
    return python, own, more


def test_two_files_of_one_environment_are_each_installed_once(
    installed: list[str], files: tuple[Path, Path, Path]
) -> None:
    python, own, more = files
    for _ in range(2):
        install.python_environment("own", python, own)
        install.python_environment("more", python, more, also=own)
    assert installed == ["own", "more"]


def test_what_is_on_top_is_installed_again_when_what_is_below_changes(
    installed: list[str], files: tuple[Path, Path, Path]
) -> None:
    python, own, more = files
    install.python_environment("own", python, own)
    install.python_environment("more", python, more, also=own)
    installed.clear()
    more.write_text("second")
    install.python_environment("own", python, own)
    install.python_environment("more", python, more, also=own)
    assert installed == ["more"]
    own.write_text("second")
    install.python_environment("own", python, own)
    install.python_environment("more", python, more, also=own)
    assert installed == ["more", "own", "more"]


@pytest.mark.parametrize(
    ("prepare", "wanted"),
    [
        (install.for_run, False),
        (install.for_dev, False),
        (install.for_bench, False),
        (install.for_tests, True),
        (install.for_rehearsal, True),
        (install.for_deploy, True),
    ],
)
def test_the_cdk_is_installed_for_those_who_need_it(
    prepare: Callable[[], None], wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []
    for name in ("python_environment", "_npm_packages"):
        monkeypatch.setattr(install, name, lambda title, *_, **__: installed.append(title))
    monkeypatch.setattr(install, "_frontend_build", lambda: None)
    prepare()
    assert ("Installing the CDK" in installed) is wanted
    assert ("Installing the CDK's command" in installed) is wanted
