"""On what the figures were taken."""

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from cruddur.devtools.install import BENCH, ROOT

PACKAGES = ("django", "djangorestframework", "gunicorn", "psycopg", "orjson")


def describe(server: str) -> dict[str, str]:
    with psycopg.connect(server) as connection:
        postgres = connection.execute("SHOW server_version").fetchone()
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "commit": _said("git", "describe", "--always", "--dirty"),
        "cores": str(
            len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        ),
        "processor": _from_proc("cpuinfo", r"model name\s*: (.*)") or platform.processor(),
        "memory": _memory(),
        "system": platform.system(),
        "python": platform.python_version(),
        "postgresql": postgres[0] if postgres else "",
        "node": _said("node", "--version").removeprefix("v"),
        "autocannon": _autocannon(),
        **{package: version(package) for package in PACKAGES},
    }


def _memory() -> str:
    kilobytes = _from_proc("meminfo", r"MemTotal:\s*(\d+)")
    return f"{int(kilobytes) / 2**20:.0f} GB" if kilobytes else ""


def _from_proc(name: str, pattern: str) -> str:
    path = Path("/proc") / name
    found = re.search(pattern, path.read_text()) if path.exists() else None
    return found[1] if found else ""


def _said(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.strip()


def _autocannon() -> str:
    found = re.search(r'"autocannon": "([^"]*)"', (BENCH / "package.json").read_text())
    return found[1] if found else ""
