"""The CDK's own command: it bootstraps, synthesises once, and deploys what was synthesised."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from cruddur.devtools import console
from cruddur.devtools.console import Refusal
from cruddur.devtools.install import INFRA, ROOT

CDK = INFRA / "node_modules" / ".bin" / "cdk"
# Where `cdk bootstrap` says which version of its own stack is there.
BOOTSTRAP_VERSION = "/cdk-bootstrap/hnb659fds/version"
# What every synthesised stack asks for.
OLDEST_BOOTSTRAP = 6
# Before what failed, and why.
FAILED = "❌"


@dataclass(frozen=True)
class Cdk:
    """`environ` is what its processes get; `assembly` is where the synthesised stacks are."""

    environ: Mapping[str, str]
    assembly: Path
    logs: Path

    def synth(self, stage: str, image: str | None) -> None:
        app = f"{sys.executable} -m infra.app"
        context = ["-c", f"stage={stage}", *(["-c", f"image={image}"] if image else [])]
        self._run(
            "Synthesising the stacks",
            ["synth", "--quiet", f"--app={app}", f"--output={self.assembly}", *context],
            "synth",
        )

    def bootstrap(self, account: str, region: str) -> None:
        self._run(
            f"Preparing {region} for the CDK (once)",
            ["bootstrap", f"aws://{account}/{region}"],
            f"bootstrap-{region}",
        )

    def deploy(self, stack: str) -> None:
        """This one and no other; nothing is done to it where it is as it should be."""
        self._run(
            f"Deploying {stack}",
            [
                *("deploy", f"--app={self.assembly}", "--exclusively"),
                *("--require-approval=never", "--progress=events", stack),
            ],
            f"deploy-{stack}",
        )

    def _run(self, title: str, arguments: list[str], name: str) -> None:
        if not CDK.exists():
            raise Refusal("The CDK is not installed: `make deploy` installs it.")
        log = self.logs / f"{name}.log"
        try:
            console.run(
                title,
                [str(CDK), "--no-notices", "--no-version-reporting", *arguments],
                cwd=ROOT,
                log=log,
                env={**os.environ, **self.environ, "CDK_DISABLE_CLI_TELEMETRY": "1"},
            )
        except Refusal as refusal:
            reason = _reason(log)
            if not reason:
                raise
            raise Refusal(f"{title} failed; the whole of it is in {log}:\n{reason}") from refusal


def _reason(log: Path) -> str:
    """What the CDK says of a failed deployment at its end, in whole: it may quote many lines."""
    lines = log.read_text().splitlines()
    marked = [number for number, line in enumerate(lines) if line.startswith(FAILED)]
    return "\n".join(f"    {line}" for line in lines[marked[-1] :]) if marked else ""


def is_bootstrapped(ssm: Any) -> bool:
    """Whether the region of this client is prepared, and by a CDK that is new enough."""
    try:
        found = ssm.get_parameter(Name=BOOTSTRAP_VERSION)["Parameter"]["Value"]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ParameterNotFound":
            return False
        raise
    return int(found) >= OLDEST_BOOTSTRAP
