"""What a run of the bench stands on: databases that are loaded, servers on them, the load tool."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from cruddur.devtools.console import step
from cruddur.devtools.install import PYTHON, ROOT, VAR
from cruddur.devtools.parts import PartFailed
from cruddur.devtools.stack import Stack
from tests.bench import databases, servers
from tests.bench.cognito import Cognito
from tests.bench.graph import Size
from tests.bench.load import Load
from tests.bench.measure import Meter, Plan
from tests.bench.servers import Pair
from tests.bench.statements import StatementLog
from tests.bench.subjects import Subjects

STATE = VAR / "bench"


@dataclass
class Run:
    """Servers are started when first asked for, and stay until the run ends."""

    sizes: Sequence[Size]
    stack: Stack
    cognito: Cognito
    meter: Meter
    log: StatementLog
    on_exit: ExitStack
    pairs: dict[Size, Pair] = field(default_factory=dict)

    @property
    def largest(self) -> Size:
        return max(self.sizes, key=lambda size: size.posts)

    def pair(self, size: Size) -> Pair:
        """The app and the floor on the database of one size."""
        if size not in self.pairs:
            with step(f"Starting web and floor on {size.posts:,} cruds"):
                self.pairs[size] = self.on_exit.enter_context(
                    servers.pair(self.stack.environment, size, self.stack.logs)
                )
        return self.pairs[size]

    def database(self, size: Size) -> str:
        """The URL of the database of one size."""
        return databases.url(self.stack.environment["DATABASE_URL"], databases.name(size))

    def subjects(self, size: Size) -> Subjects:
        return Subjects(self.database(size), self.cognito, self.pair(size))


@contextmanager
def running(sizes: Sequence[Size], plan: Plan) -> Iterator[Run]:
    """Everything that is measured, ready; and stopped, whatever ends the run."""
    with ExitStack() as on_exit:
        cognito = Cognito()
        cognito.start()
        on_exit.callback(cognito.stop)
        stack = Stack(STATE, aws=cognito.environment, step=step)
        on_exit.callback(stack.stop)
        stack.start()
        (postgres,) = stack.parts
        server = stack.environment["DATABASE_URL"]
        databases.tune(server, postgres)
        for size in sizes:
            _prepare(stack.environment, size)
        load = on_exit.enter_context(Load())
        meter = Meter(load, postgres, plan)
        yield Run(sizes, stack, cognito, meter, StatementLog(server, postgres.log), on_exit)


def _prepare(environment: Mapping[str, str], size: Size) -> None:
    """The database of a size: as the last run left it, or made anew where what is made differs."""
    server = environment["DATABASE_URL"]
    loaded = databases.is_loaded(server, size)
    if not loaded:
        databases.create(server, size)
    with step(f"{size.posts:,} cruds: migrating"):
        _migrate(servers.environment(environment, size))
    if not loaded:
        databases.load(server, size, step)


def _migrate(environment: Mapping[str, str]) -> None:
    command = [str(PYTHON), "manage.py", "migrate", "--verbosity=0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise PartFailed(f"migrating failed:\n{done.stderr}")
