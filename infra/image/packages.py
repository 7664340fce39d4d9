"""Installs what a requirements file pins into a virtual environment without pip of its own, for
the processor that the image is for: that need not be the one that this runs on.

    python packages.py REQUIREMENTS ENVIRONMENT amd64|arm64

Wheels only, hashes checked: nothing is compiled, and nothing is run that came from the index.
"""

import shutil
import subprocess
import sys
from pathlib import Path

PROCESSORS = {"amd64": "x86_64", "arm64": "aarch64"}
# The C libraries that wheels are made for, none newer than that of Debian 13.
LIBRARIES = ("2014", "_2_17", "_2_24", "_2_26", "_2_27", "_2_28", "_2_31", "_2_34")


def main(requirements: Path, environment: Path, architecture: str) -> None:
    """Fill the environment; its commands come to lie where they are looked for."""
    (packages,) = environment.glob("lib/python3.*/site-packages")
    subprocess.run(command(requirements, environment, packages, architecture), check=True)
    for script in (packages / "bin").iterdir():
        shutil.move(script, environment / "bin" / script.name)
    (packages / "bin").rmdir()


def command(requirements: Path, environment: Path, packages: Path, architecture: str) -> list[str]:
    return [
        *("pip", "--python", str(environment / "bin" / "python")),
        *("--disable-pip-version-check", "--no-cache-dir", "install", "--no-compile", "--quiet"),
        *("--require-hashes", "--only-binary=:all:", "--no-deps"),
        *(f"--platform={platform}" for platform in platforms(architecture)),
        *("--target", str(packages), "-r", str(requirements)),
    ]


def platforms(architecture: str) -> list[str]:
    """The names of what runs on it, as wheels give them."""
    processor = PROCESSORS[architecture]
    return [f"manylinux{library}_{processor}" for library in LIBRARIES]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
