"""The stacks of a stage as they would be deployed, to be looked at."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from infra.app import build, new_app
from infra.config import Config, checked, completed

ACCOUNT = "111111111111"
IMAGE = "0123456789ab"
Properties = dict[str, Any]


class Found(NamedTuple):
    """One resource of one stack."""

    stack: str
    name: str
    kind: str
    written: dict[str, Any]

    @property
    def properties(self) -> Properties:
        return dict(self.written.get("Properties", {}))

    def __str__(self) -> str:
        return f"{self.stack}: {self.name} ({self.kind})"


@dataclass(frozen=True)
class Synthesised:
    """`templates` by the stacks' short names."""

    config: Config
    directory: Path
    templates: dict[str, dict[str, Any]]

    def resources(self, kind: str, *, stack: str | None = None) -> list[Found]:
        return [
            each
            for each in self.everything()
            if each.kind == kind and (stack is None or each.stack == stack)
        ]

    def one(self, kind: str, *, stack: str | None = None) -> Properties:
        """The properties of the only one there is."""
        (found,) = self.resources(kind, stack=stack)
        return found.properties

    def everything(self) -> Iterator[Found]:
        for stack, template in self.templates.items():
            for name, written in template["Resources"].items():
                yield Found(stack, name, written["Type"], written)

    def files(self) -> list[Path]:
        return sorted(self.directory.glob("*.template.json"))

    def findings(self) -> list[dict[str, Any]]:
        """What cdk-nag and the CDK itself object to."""
        report = json.loads((self.directory / "validation-report.json").read_text())
        return [found for each in report["pluginReports"] for found in each["violations"]]


def synthesise(config: Config, directory: Path) -> None:
    """As `python -m infra.app` does, with settings of one's own."""
    app = new_app(str(directory))
    build(app, _whole(config), image=IMAGE)
    try:
        app.synth()
    except RuntimeError as error:
        # What it objects to is for the tests to tell, all of it and not only the first.
        if "ValidationFailed" not in str(error):
            raise


def read(config: Config, directory: Path) -> Synthesised:
    """What was synthesised there."""
    prefix = f"cruddur-{config.stage}-"
    templates = {
        path.name.removeprefix(prefix).removesuffix(".template.json"): json.loads(path.read_text())
        for path in directory.glob(f"{prefix}*.template.json")
    }
    return Synthesised(_whole(config), directory, templates)


def _whole(config: Config) -> Config:
    return checked(completed(config, {"CDK_DEFAULT_ACCOUNT": ACCOUNT}))
