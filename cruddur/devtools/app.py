"""Cruddur itself on a stack: web, events, worker, and the stand-in for CloudFront before them."""

import subprocess
from collections.abc import Mapping

from cruddur.devtools.console import Step, silently
from cruddur.devtools.environment import base_environment
from cruddur.devtools.install import PYTHON, ROOT
from cruddur.devtools.parts import Part, PartFailed, start_all, stop_all
from cruddur.devtools.ports import LOOPBACK, free_port
from cruddur.devtools.servers import Servers
from cruddur.devtools.stack import Stack

POKE_PATH = "/api/v1/internal/inbox-moved"


class App:
    """The whole of Cruddur at `url`. Start it on a stack that is started.

    With `live` it is for developing: debug pages, and the frontend from Vite's dev server instead
    of frontend/dist. `settings` are further variables for Django.
    """

    def __init__(
        self,
        stack: Stack,
        *,
        port: int | None = None,
        live: bool = False,
        settings: Mapping[str, str] | None = None,
        step: Step = silently,
    ) -> None:
        self.stack = stack
        self.port = port or free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        self.step = step
        self.environment = {
            **base_environment(),
            **stack.environment,
            "DEBUG": "1" if live else "0",
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "SITE_URL": self.url,
            "APP_SHELL_URL": f"{self.url}/index.html",
            "HTTPS": "0",
            **(settings or {}),
        }
        self.servers = Servers(self.environment, stack.logs, live=live)
        self.backend: list[Part] = []
        self.parts: list[Part] = []

    def start(self) -> str:
        """Migrate, start everything, wait until the page itself answers; the URL."""
        try:
            with self.step("Migrating the database"):
                self.run_python("manage.py", "migrate", "--verbosity=1")
            with self.step("Deploying the stream Lambda"):
                self.stack.deploy_stream_lambda(self.servers.web_url + POKE_PATH)
            with self.step("Starting worker, events and web"):
                self.backend = [self.servers.worker(), self.servers.events(), self.servers.web()]
                self.parts += self.backend
                start_all(self.backend)
            with self.step("Starting the frontend"):
                self.parts.append(self.servers.frontend(self.port))
                self.parts[-1].start()
        except BaseException:
            self.stop()
            raise
        return self.url

    def stop(self) -> None:
        """Stop in the order opposite to the start: what people reach first goes first."""
        stop_all(self.parts, self.step)
        self.servers.close()

    def run_python(self, *arguments: str) -> None:
        """Run Python in the app's environment to its end. Raises PartFailed with what it said."""
        done = subprocess.run(
            [str(PYTHON), *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            said = "\n    ".join((done.stdout + done.stderr).splitlines()[-15:])
            raise PartFailed(f"{' '.join(arguments)} failed:\n    {said}")
