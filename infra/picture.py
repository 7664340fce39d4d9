"""Draws docs/images/cloud.svg: what the stacks hold, as their templates say.

python -m infra.picture     synthesises the stage `small` and writes the picture

Where things stand is laid out by hand (infra/canvas.py draws it); whether they are there, how
many there are and how large they are is read from the templates. A test holds the two together.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cruddur.devtools.install import ROOT
from infra.canvas import Arrow, Box, Frame, draw
from infra.deployed import STACKS
from infra.release import synth

PICTURE = ROOT / "docs" / "images" / "cloud.svg"
STAGE = "small"

# By the stack's short name.
Templates = Mapping[str, Mapping[str, Any]]


class Facts:
    """What the templates say of the things in the picture."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates

    def all(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        """The stack and the properties of each resource of the kind."""
        return [
            (stack, resource.get("Properties", {}))
            for stack in STACKS
            for resource in self.templates.get(stack, {}).get("Resources", {}).values()
            if resource["Type"] == kind
        ]

    def first(self, kind: str) -> dict[str, Any]:
        """Raises LookupError where there is none."""
        for _, properties in self.all(kind):
            return properties
        raise LookupError(f"The templates have no {kind}.")

    def zones(self) -> int:
        return len({str(each["AvailabilityZone"]) for _, each in self.all("AWS::EC2::Subnet")})

    def paths_to(self, word: str) -> list[str]:
        """The paths that the CDN sends to the origin whose id or policy names the word."""
        config = self.first("AWS::CloudFront::Distribution")["DistributionConfig"]
        origins = {each["Id"]: json.dumps(each) for each in config["Origins"]}
        return [
            each["PathPattern"]
            for each in config.get("CacheBehaviors", [])
            if word in origins[each["TargetOriginId"]]
        ]

    def task(self, name: str) -> str | None:
        """How large the tasks of a process are, or None where there is no such process."""
        for _, each in self.all("AWS::ECS::TaskDefinition"):
            if each["ContainerDefinitions"][0]["Name"] == name:
                cpu, memory = int(each["Cpu"]) / 1024, int(each["Memory"]) / 1024
                return f"{cpu:g} vCPU, {memory:g} GB"
        return None


def frames(facts: Facts) -> Iterator[Frame]:
    yield Frame(300, 200, 450, 470, f"VPC over {facts.zones()} zones")
    yield Frame(320, 240, 410, 250, "private subnets")
    yield Frame(320, 510, 200, 140, "isolated subnets")
    yield Frame(540, 510, 190, 140, "public subnets")


def boxes(facts: Facts) -> Iterator[Box]:
    yield Box("person", 20, 70, 130, 70, "A person", ("browser",))
    yield from _edge_boxes(facts)
    yield from _app_boxes(facts)
    yield from _data_boxes(facts)
    yield from _boxes_beside(facts)


def _edge_boxes(facts: Facts) -> Iterator[Box]:
    acls = facts.all("AWS::WAFv2::WebACL")
    rules = len(acls[0][1]["Rules"]) if acls else 0
    watched = (f"web ACL: {rules} rules",) if acls else ()
    ways = f"{len(facts.paths_to('VpcOrigin'))} paths to the tasks"
    lines = ("TLS, HTTP/3", *watched, ways)
    yield Box("cdn", 300, 60, 210, 100, "CloudFront", lines, "web")
    yield Box("site", 600, 45, 160, 55, "Site", ("bucket, read by OAC",), "web")
    yield Box("balancer", 340, 270, 170, 60, "Load balancer", ("internal",), "web")


def _app_boxes(facts: Facts) -> Iterator[Box]:
    places = {
        "web": (340, 350, "the API, pages, admin"),
        "events": (540, 265, "streams to open pages"),
        "worker": (540, 346, "what is done later"),
        "migrate": (540, 427, "before each release"),
    }
    for name, (x, y, what) in places.items():
        if size := facts.task(name):
            lines = (what, size) if name != "migrate" else (what,)
            yield Box(name, x, y, 170, 36 + 15 * len(lines), name, lines, "app")
    gateways = len(facts.all("AWS::EC2::NatGateway"))
    several = f"{gateways} x " if gateways > 1 else ""
    yield Box("nat", 560, 545, 150, 60, f"{several}NAT gateway", ("the way out",), "foundation")
    if facts.all("AWS::Lambda::EventSourceMapping"):
        yield Box("stream", 840, 370, 190, 65, "Stream Lambda", ("moves inboxes, pokes",), "app")


def _data_boxes(facts: Facts) -> Iterator[Box]:
    database = facts.first("AWS::RDS::DBInstance")
    size = str(database["DBInstanceClass"]).removeprefix("db.")
    copies = "in two zones" if database.get("MultiAZ") else "in one zone"
    lines = (f"{size}, {database['AllocatedStorage']} GB", copies)
    yield Box("database", 340, 545, 160, 85, "PostgreSQL", lines, "data")
    yield Box("media", 840, 45, 190, 55, "Media", ("bucket, read by OAC",), "data")
    yield Box("pool", 20, 270, 190, 65, "Cognito", ("accounts, sign-in",), "data")
    yield Box("table", 840, 250, 190, 70, "DynamoDB", ("conversations, messages",), "data")
    yield Box("letters", 840, 480, 190, 65, "Dead letters", ("SQS, with an alarm",), "data")
    secrets = len(facts.all("AWS::SecretsManager::Secret"))
    kept = f"{secrets} of ours, 1 of RDS"
    yield Box("secrets", 840, 585, 190, 65, "Secrets Manager", (kept,), "data")


def _boxes_beside(facts: Facts) -> Iterator[Box]:
    watched = f"{len(facts.all('AWS::CloudWatch::Alarm'))}, each with a runbook"
    yield Box("alarms", 20, 385, 190, 55, "Alarms", (watched,), "app")
    yield Box("images", 20, 465, 190, 55, "Images", ("ECR, by their commits",), "foundation")
    if facts.all("AWS::Backup::BackupPlan"):
        yield Box("backups", 20, 545, 190, 55, "Backups", ("weekly, beside RDS's own",), "data")
    if facts.all("AWS::CodePipeline::Pipeline"):
        yield Box("pipeline", 20, 625, 190, 55, "Pipeline", ("from each merge",), "delivery")


def arrows(facts: Facts) -> Iterator[Arrow]:
    yield Arrow(((150, 105), (300, 105)), "https")
    yield Arrow(((85, 140), (85, 270)), "SRP")
    yield Arrow(((510, 75), (600, 75)), "all else")
    yield Arrow(((510, 135), (935, 135), (935, 100)), " ".join(facts.paths_to("Media")))
    yield Arrow(((450, 160), (450, 270)), "VPC origin")
    yield Arrow(((425, 330), (425, 350)), "")
    yield Arrow(((510, 300), (540, 300)), "")
    yield Arrow(((470, 416), (470, 545)), "SQL")
    yield Arrow(((730, 285), (840, 285)), "endpoint")
    yield Arrow(((935, 320), (935, 370)), "its stream")
    yield Arrow(((935, 435), (935, 480)), "what it gives up")
    yield Arrow(((1030, 400), (1060, 400), (1060, 25), (405, 25), (405, 60)), "poke", dashed=True)


def picture(templates: Templates) -> str:
    facts = Facts(templates)
    return draw([*frames(facts)], [*boxes(facts)], [*arrows(facts)])


def templates_in(assembly: Path, stage: str = STAGE) -> dict[str, Any]:
    """The templates of a synthesised stage."""
    found = {name: assembly / f"cruddur-{stage}-{name}.template.json" for name in STACKS}
    return {name: json.loads(path.read_text()) for name, path in found.items() if path.exists()}


def main(argv: list[str]) -> None:
    assembly = Path(argv[0]) if argv else synth(STAGE, {"IMAGE": "picture"})
    PICTURE.write_text(picture(templates_in(assembly)))


if __name__ == "__main__":
    main(sys.argv[1:])
