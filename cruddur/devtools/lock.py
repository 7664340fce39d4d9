"""`make lock`: resolves what pyproject.toml asks for into requirements files with hashes.

Versions that are locked stay as they are unless UPGRADE=1.
"""

import os
from pathlib import Path

from cruddur.devtools import console
from cruddur.devtools.install import BENCH, DEVTOOLS, INFRA, LOGS, ROOT, TOOLS, python_environment

UV = TOOLS / "lock" / "bin" / "uv"
DIALECT = ("--universal", "--generate-hashes", "--python-version=3.11", "--quiet")


def main() -> None:
    python_environment("Installing uv", UV.with_name("python"), DEVTOOLS / "lock-requirements.txt")
    project, development = ROOT / "pyproject.toml", ROOT / "requirements-dev.txt"
    _compile(development, project, "--group=dev")
    # What developers test with is what production gets.
    _compile(ROOT / "requirements.txt", project, f"--constraint={development.name}")
    _compile(
        INFRA / "requirements.txt", INFRA / "requirements.in", f"--constraint={development.name}"
    )
    _compile(DEVTOOLS / "emulator-requirements.txt", DEVTOOLS / "emulator-requirements.in")
    _compile(DEVTOOLS / "lock-requirements.txt", DEVTOOLS / "lock-requirements.in")
    _compile(BENCH / "plot-requirements.txt", BENCH / "plot-requirements.in")
    _compile(INFRA / "checkov-requirements.txt", INFRA / "checkov-requirements.in")


def _compile(target: Path, source: Path, *options: str) -> None:
    files = [str(source.relative_to(ROOT)), "--output-file", str(target.relative_to(ROOT))]
    console.run(
        f"Resolving {target.relative_to(ROOT)}",
        [
            *(str(UV), "pip", "compile", *files, *DIALECT, *options),
            *(("--upgrade",) if os.environ.get("UPGRADE") == "1" else ()),
            "--custom-compile-command=make lock",
        ],
        cwd=ROOT,
        log=LOGS / "lock.log",
    )
