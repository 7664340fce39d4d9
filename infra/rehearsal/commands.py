"""The commands of an operator, run as they type them."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from cruddur.devtools.console import show
from cruddur.devtools.install import PYTHON, ROOT
from cruddur.devtools.parts import last_lines


class NotAsRehearsed(Exception):
    """Something came out otherwise than it must; the message says what."""


@dataclass(frozen=True)
class Commands:
    environ: Mapping[str, str]
    logs: Path

    def release(self, what: str, *, typed: str = "", fails: bool = False, **more: str) -> str:
        """`python -m infra.release deploy|destroy`; what it said. Raises NotAsRehearsed."""
        return self.run(["-m", "infra.release", what], typed=typed, fails=fails, environ=more)

    def run(
        self,
        arguments: Sequence[str],
        *,
        environ: Mapping[str, str],
        typed: str = "",
        fails: bool = False,
    ) -> str:
        log = self.logs / "commands.log"
        said: list[str] = []
        with log.open("a") as file, TemporaryFile("w+") as keyboard:
            keyboard.write(typed)
            keyboard.seek(0)
            process = subprocess.Popen(
                [str(PYTHON), *arguments],
                cwd=ROOT,
                env={**self.environ, **environ},
                stdin=keyboard,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            with process:
                for line in process.stdout or ():
                    file.write(line)
                    file.flush()
                    said.append(line)
                    show(f"  … {line.strip()}", live_only=True)
        if bool(process.returncode) is not fails:
            words = "\n    ".join(last_lines(log, 25))
            ended = "went through" if fails else "failed"
            raise NotAsRehearsed(f"{' '.join(arguments)} {ended}. It said:\n    {words}")
        return "".join(said)
