"""Looks whether this machine can run Cruddur, before anything is installed or started."""

import os
import shutil
import subprocess

from cruddur.devtools.console import Refusal
from cruddur.devtools.install import PYTHON, ROOT
from cruddur.devtools.ports import problem_with

NODE = (20, 19)
DEFAULT_PORT = 8000
MEGABYTES_TO_INSTALL = 3000
MEGABYTES_TO_RUN = 300


def check_machine() -> None:
    check_node()
    check_disk()


def check_node() -> None:
    wanted = ".".join(map(str, NODE))
    if not shutil.which("node") or not shutil.which("npm"):
        raise Refusal(
            f"Cruddur needs Node.js {wanted} or newer, with npm, and found none: install it."
        )
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
    found = tuple(int(number) for number in version.lstrip("v").split(".")[:2])
    if found < NODE:
        raise Refusal(f"Cruddur needs Node.js {wanted} or newer, and this is {version}: update it.")


def check_disk() -> None:
    needed = MEGABYTES_TO_RUN if PYTHON.exists() else MEGABYTES_TO_INSTALL
    free = shutil.disk_usage(ROOT).free // 10**6
    if free < needed:
        raise Refusal(f"Cruddur needs {needed} MB of disk space in {ROOT}, and {free} MB are free.")


def wanted_port() -> int:
    """The port that PORT asks for, when it can be had. Raises Refusal."""
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT must be a number from 1 to 65535, and it is {text!r}.")
    port = int(text)
    if problem := problem_with(port):
        raise Refusal(f"Port {port} is {problem}: choose another, as in `PORT=9000 make run`.")
    return port
