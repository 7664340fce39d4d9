"""Pictures of strangers are decoded in a process of their own.

It has bounded memory and time and none of our secrets, and when a decoder crashes it is alone.
"""

import base64
import json
import logging
import resource
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from apps.media.pictures import File, Picture, Refused
from apps.media.pictures import make_picture as make_picture_here

ROOT: Final = Path(__file__).resolve().parents[2]
MEMORY_BYTES: Final = 2**30
CPU_SECONDS: Final = 90
SECONDS: Final = 120
TOO_HEAVY = "This picture takes too much work to show. Please save it smaller, and try again."

logger = logging.getLogger(__name__)


def make_picture(original: bytes, purpose: str = "post") -> Picture:
    """As pictures.make_picture. Raises RuntimeError where a failure is not the picture's fault."""
    try:
        child = subprocess.run(  # noqa: S603  (the purpose is one of ours)
            [sys.executable, "-m", "apps.media.sandbox", purpose],
            input=original,
            capture_output=True,
            cwd=ROOT,
            env={},
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(TOO_HEAVY) from error
    if child.returncode == -signal.SIGKILL:
        raise RuntimeError("somebody killed the process that was making a picture")
    if child.returncode:
        logger.warning("picture not made: %s", child.stderr[-2000:].decode(errors="replace"))
        raise Refused(TOO_HEAVY)
    return _read(json.loads(child.stdout))


def _read(answer: dict[str, Any]) -> Picture:
    if "refused" in answer:
        raise Refused(answer["refused"])
    files = [File(**{**file, "body": base64.b64decode(file["body"])}) for file in answer["files"]]
    return Picture(**{**answer, "files": files})


def main() -> None:
    """In the child: an upload from standard input, what became of it as JSON to standard output.

    The argument is what the picture is for.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    json.dump(_answer(sys.stdin.buffer.read(), sys.argv[1]), sys.stdout)


def _answer(original: bytes, purpose: str) -> dict[str, Any]:
    try:
        picture = asdict(make_picture_here(original, purpose))
    except Refused as refused:
        return {"refused": refused.reason}
    for file in picture["files"]:
        file["body"] = base64.b64encode(file["body"]).decode()
    return picture


if __name__ == "__main__":
    main()
