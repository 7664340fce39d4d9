"""`make lock`: resolves what pyproject.toml asks for into requirements files with hashes."""

from pathlib import Path

from cruddur.devtools import console
from cruddur.devtools.install import DEVTOOLS, LOGS, ROOT, TOOLS, python_environment

UV = TOOLS / "lock" / "bin" / "uv"
DIALECT = ("--universal", "--generate-hashes", "--python-version=3.11", "--quiet")


def main() -> None:
    python_environment("Installing uv", UV.with_name("python"), DEVTOOLS / "lock-requirements.txt")
    _compile(ROOT / "requirements.txt", ROOT / "pyproject.toml")
    _compile(ROOT / "requirements-dev.txt", ROOT / "pyproject.toml", "--group=dev")
    _compile(DEVTOOLS / "emulator-requirements.txt", DEVTOOLS / "emulator-requirements.in")
    _compile(DEVTOOLS / "lock-requirements.txt", DEVTOOLS / "lock-requirements.in")


def _compile(target: Path, source: Path, *options: str) -> None:
    files = [str(source.relative_to(ROOT)), "--output-file", str(target.relative_to(ROOT))]
    console.run(
        f"Resolving {target.relative_to(ROOT)}",
        [
            *(str(UV), "pip", "compile", *files, *DIALECT, *options),
            "--custom-compile-command=make lock",
        ],
        cwd=ROOT,
        log=LOGS / "lock.log",
    )
