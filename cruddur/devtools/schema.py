"""Compares docs/openapi.yaml with the code, or writes it anew.

python -m cruddur.devtools.schema [--write]
"""

import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

from cruddur.devtools.environment import base_environment, production_like
from cruddur.devtools.install import PYTHON, ROOT

COMMITTED = ROOT / "docs" / "openapi.yaml"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "openapi.yaml"
        generated = subprocess.run(
            [
                *(str(PYTHON), "manage.py", "spectacular"),
                *("--validate", "--fail-on-warn", "--file", str(fresh)),
            ],
            cwd=ROOT,
            env=base_environment() | production_like(),
        )
        if generated.returncode:
            return generated.returncode
        text = fresh.read_text()
    if "--write" in sys.argv:
        COMMITTED.write_text(text)
        return 0
    return _compare(text)


def _compare(text: str) -> int:
    committed = COMMITTED.read_text() if COMMITTED.exists() else ""
    if text == committed:
        return 0
    sys.stdout.writelines(
        difflib.unified_diff(
            committed.splitlines(keepends=True),
            text.splitlines(keepends=True),
            "docs/openapi.yaml",
            "the code",
        )
    )
    print("\ndocs/openapi.yaml is not what the code says: run `make schema`.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
