"""What is rehearsed: from an empty account to a Cruddur, through its life, and out again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import boto3

from cruddur.devtools.install import ROOT
from infra.deployed import Deployed, Resource
from infra.guest import by_code
from infra.rehearsal import broken, desk
from infra.rehearsal.account import Account
from infra.rehearsal.commands import Commands, NotAsRehearsed
from infra.rehearsal.report import Report
from infra.rehearsal.state import State, drift, lost, snapshots, state
from infra.rehearsal.watch import Watch
from infra.smoke import Walk
from infra.visitor import Visitor

STAGE = "small"
# The only one that the emulator ever sends.
CODE = "123456"
ROLLED_BACK_SECONDS = 300
ADMIN = "admin@cruddur.example"
# What the retention of a log is set to by hand; no setting has it.
BY_HAND_DAYS = 3


@dataclass
class Play:
    """Each act says in words what was not as it must be (NotAsRehearsed)."""

    account: Account
    report: Report
    first: State | None = field(default=None, init=False)
    tag: str = field(default="", init=False)
    password: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.commands = Commands(self.account.environ, self.account.logs)
        self.deployed = Deployed(boto3.Session(), STAGE)

    def deploy_to_an_empty_account(self) -> None:
        with self.report.step("Deploying all of Cruddur to an empty account"):
            said = self._deploy(ADMIN=ADMIN)
            self.account.database.check()
        shown = desk.PASSWORD.search(said)
        _check(shown is not None, "the first administrator's password is not shown")
        self.password = shown[1] if shown else ""
        address = self.deployed.output("web", "Address")
        self.account.front.site = address.removeprefix("https://")
        self.first = state(self.deployed)
        self.tag = self.first.images["web"]
        self.report.kinds |= {each.kind for each in self.deployed.all_resources()}
        self.report.note(f"{address} at release {self.tag}")

    def walk_through(self) -> None:
        with self.report.timed("Walking through as two people"):
            walk = Walk(
                self.deployed.output("web", "Address"),
                by_code(CODE),
                through=self.account.front.url,
            )
            walk.go()

    def administer(self) -> None:
        with self.report.step("The first administrator signs in"):
            desk.sign_in(
                self.deployed.output("web", "Address"),
                ADMIN,
                self.password,
                through=self.account.front.url,
                trusted=self.account.authority.trusted,
            )

    def deploy_again(self) -> None:
        with self.report.step("Deploying again, with nothing changed"):
            self._deploy(self.tag)
            after = state(self.deployed)
        if after != self.first:
            raise NotAsRehearsed(f"Something has changed: from {self.first} to {after}.")

    def update(self) -> None:
        tag = f"{self.tag}-next"
        self._push(tag)
        before = state(self.deployed)
        with self._watched("Deploying an update"):
            self._deploy(tag)
        after = state(self.deployed)
        _check(set(after.images.values()) == {tag}, f"not all services run {tag}: {after.images}")
        for service, tasks in before.tasks.items():
            _check(not tasks & after.tasks[service], f"tasks of {service} were not replaced")

    def see_drift(self) -> None:
        with self.report.step("Changing something by hand, and seeing it as drift"):
            log = self.deployed.one("app", "AWS::Logs::LogGroup")
            logs = self.deployed.session.client("logs")
            found = logs.describe_log_groups(logGroupNamePrefix=log)["logGroups"][0]
            before = drift(self.deployed, "app")
            logs.put_retention_policy(logGroupName=log, retentionInDays=BY_HAND_DAYS)
            seen = drift(self.deployed, "app")
            _check(log in seen, f"the changed log {log} is not told as drift: {seen}")
            logs.put_retention_policy(logGroupName=log, retentionInDays=found["retentionInDays"])
            _check(drift(self.deployed, "app") == before, "it drifts also when it is put back")
            _check(not before, f"this drifts without anybody's doing: {before}")

    def turn_down_what_cannot_migrate(self) -> None:
        code = broken.that_cannot_migrate(self.account.directory / "cannot-migrate")
        said = self._fail("cannot-migrate", code, "A release whose migration fails is turned down")
        _check("A migration that fails." in said, "the reason is not told")

    def turn_down_what_cannot_start(self) -> None:
        code = broken.that_cannot_start(self.account.directory / "cannot-start")
        said = self._fail("cannot-start", code, "A release that cannot start is turned down")
        _check("Circuit Breaker" in said, "it is not told that the circuit breaker ended it")

    def roll_back(self) -> None:
        title = "Rolling back to the release of before"
        with self._watched(title):
            self._deploy(self.tag)
        seconds = dict(self.report.steps)[title]
        _check(seconds < ROLLED_BACK_SECONDS, f"rolling back took {seconds:.0f} s")
        after = state(self.deployed)
        _check(set(after.images.values()) == {self.tag}, f"it runs {after.images}")

    def take_down(self) -> None:
        kept: list[Resource] = self.deployed.all_resources()
        with self.report.step("Taking it down; what is kept stays"):
            self.commands.release("destroy", typed=f"{STAGE}\n", STAGE=STAGE)
        left = self.deployed.present()
        _check(not left, f"these stacks are still there: {left}")
        gone = [*lost(self.deployed.session, kept)]
        _check(not gone, f"these should have stayed: {gone}")
        _check(bool(snapshots(self.deployed.session)), "there is no snapshot of the database")

    def _deploy(self, tag: str = "", *, fails: bool = False, **more: str) -> str:
        named = {"IMAGE": tag} if tag else {}
        return self.commands.release("deploy", fails=fails, STAGE=STAGE, **named, **more)

    def _push(self, tag: str, code: Path = ROOT) -> None:
        repository = self.deployed.one("foundation", "AWS::ECR::Repository")
        self.account.push(repository, tag, code)

    def _fail(self, tag: str, code: Path, title: str) -> str:
        """Deploy what must not get through; the services are then as they were."""
        before = state(self.deployed)
        self._push(tag, code)
        with self._watched(title):
            said = self._deploy(tag, fails=True)
        after = state(self.deployed)
        _check(after.images == before.images, f"it runs {after.images}, not {before.images}")
        return said

    @contextmanager
    def _watched(self, title: str) -> Iterator[None]:
        """A step during which somebody visits the site all the time, and must not notice it."""
        watch = Watch(Visitor(self.deployed.output("web", "Address"), self.account.front.url))
        with self.report.step(title), watch:
            yield
        self.report.note(str(watch))
        _check(not watch.failures, f"visitors noticed: {dict(watch.failures)}")


def _check(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise NotAsRehearsed(otherwise)
