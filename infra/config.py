"""The settings of each stage: what is made, how large, and for whom.

Edit `STAGES`. What cannot be is refused here in words, before anything is synthesised.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from infra.processes import ALL, Process


class WrongSetting(Exception):
    """A setting that cannot be; the message says which, and what it may be."""


@dataclass(frozen=True)
class Region:
    """What differs between regions and cannot be asked for without an account."""

    zones: str
    # The prefix list com.amazonaws.global.cloudfront.origin-facing: from where CloudFront comes.
    origin_facing: str


REGIONS = {
    "us-east-1": Region("abcdef", "pl-3b927c52"),
    "us-east-2": Region("abc", "pl-b6a144df"),
    "us-west-1": Region("abc", "pl-4ea04527"),
    "us-west-2": Region("abcd", "pl-82a045eb"),
    "eu-west-1": Region("abc", "pl-4fa04526"),
    "eu-central-1": Region("abc", "pl-a3a144ca"),
}
# Those that CloudWatch takes, from a week on.
LOG_DAYS = (7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653)
# Fargate's sizes: units of CPU, and the memory in MB that goes with them.
MEMORY = {
    256: range(512, 2049, 512),
    512: range(1024, 4097, 1024),
    1024: range(2048, 8193, 1024),
    2048: range(4096, 16385, 1024),
    4096: range(8192, 30721, 1024),
}
# The least memory in GB of a database's size, and how many connections RDS allows for each.
DATABASE_GB = {"micro": 1, "small": 2, "medium": 4, "large": 8, "xlarge": 16}
CONNECTIONS_PER_GB = 80


@dataclass(frozen=True)
class Service:
    """How large a task is, in Fargate's units and MB, and how many there are."""

    cpu: int
    memory: int
    min: int
    max: int


@dataclass(frozen=True, kw_only=True)
class Config:
    """One stage. The defaults cost as little as they honestly can."""

    stage: str
    # Twelve digits; the environment says it where nothing is said here.
    account: str | None = None
    region: str = "us-east-1"
    # Two or three, as letters.
    zones: tuple[str, ...] = ("a", "b")
    # The region's own where nothing is said.
    origin_facing_prefix_list: str = ""

    # One in all, or one in each zone, so that a zone may fail.
    nat_per_zone: bool = False
    # Pay from about 100 GB a month that would go through the NAT gateway to AWS itself.
    interface_endpoints: bool = False

    # The site's name, and the id of the zone in Route 53 that it is in. Both or none.
    domain: str | None = None
    hosted_zone_id: str | None = None

    arm64: bool = True
    database_class: str = "t4g.micro"
    database_multi_az: bool = False
    database_storage_gb: int = 20
    # For so long every second of the database can be gone back to.
    backup_days: int = 7
    # False only for a stage whose data may go with it.
    database_protected: bool = True

    web: Service = Service(cpu=512, memory=1024, min=1, max=2)
    events: Service = Service(cpu=256, memory=512, min=1, max=2)
    # A picture may take 1 GB while its sizes are made.
    worker: Service = Service(cpu=256, memory=2048, min=1, max=1)
    # Tasks that AWS may take back at two minutes' notice, for a third of the price.
    spot: bool = False
    container_insights: bool = False

    # Sign-in without a password. Needs a domain, for it is what passkeys are bound to.
    passkeys: bool = False
    # Cognito's threat protection; costs per person and month.
    advanced_security: bool = False
    # Where mail comes from: an address in a domain that SES has verified in this region. Without
    # one Cognito sends up to 50 a day itself.
    email_from: str | None = None
    # Who is told of alarms.
    alarm_email: str | None = None

    log_days: int = 30
    waf: bool = True

    # "owner/name" on GitHub; without one there is no pipeline.
    repository: str | None = None
    branch: str = "main"

    @property
    def availability_zones(self) -> list[str]:
        return [f"{self.region}{zone}" for zone in self.zones]


STAGES = {
    "small": Config(stage="small"),
    "production": Config(
        stage="production",
        nat_per_zone=True,
        database_class="t4g.medium",
        database_multi_az=True,
        database_storage_gb=50,
        backup_days=30,
        web=Service(cpu=1024, memory=2048, min=2, max=12),
        events=Service(cpu=512, memory=1024, min=2, max=8),
        worker=Service(cpu=512, memory=4096, min=2, max=6),
        container_insights=True,
        log_days=90,
    ),
}


def load(stage: str, environ: Mapping[str, str]) -> Config:
    """The settings of a stage, whole and checked. Raises WrongSetting.

    `environ` tells the account: CRUDDUR_ACCOUNT, or CDK_DEFAULT_ACCOUNT, which the CDK's command
    sets to that of the credentials at hand.
    """
    if stage not in STAGES:
        raise WrongSetting(f"There is no stage {stage!r}: there are {', '.join(STAGES)}.")
    return checked(completed(STAGES[stage], environ))


def completed(config: Config, environ: Mapping[str, str]) -> Config:
    """With what the environment and the region say, where the stage itself says nothing."""
    told = environ.get("CRUDDUR_ACCOUNT") or environ.get("CDK_DEFAULT_ACCOUNT")
    region = REGIONS.get(config.region)
    return replace(
        config,
        account=config.account or told or None,
        origin_facing_prefix_list=config.origin_facing_prefix_list
        or (region.origin_facing if region else ""),
    )


def checked(config: Config) -> Config:
    """The same. Raises WrongSetting, with everything that is wrong at once."""
    wrong = [
        *_wrong_place(config),
        *_wrong_names(config),
        *_wrong_sizes(config),
        *_wrong_combinations(config),
    ]
    if wrong:
        raise WrongSetting(f"Stage {config.stage}: " + " ".join(wrong))
    return config


def _wrong_place(config: Config) -> Iterator[str]:
    if config.account is not None and not re.fullmatch(r"\d{12}", config.account):
        yield f"account is {config.account!r}: an AWS account has twelve digits."
    if not re.fullmatch(r"[a-z]{2}(-[a-z]+)+-\d", config.region):
        yield f"region is {config.region!r}: one is called like us-east-1."
        return
    known = REGIONS.get(config.region)
    if not config.origin_facing_prefix_list:
        yield (
            f"What CloudFront's prefix list is called in {config.region} is not known here: set "
            "origin_facing_prefix_list to the id of com.amazonaws.global.cloudfront.origin-facing "
            f"there (aws ec2 describe-managed-prefix-lists --region {config.region})."
        )
    elif not re.fullmatch(r"pl-[0-9a-f]{8,17}", config.origin_facing_prefix_list):
        yield f"origin_facing_prefix_list is {config.origin_facing_prefix_list!r}: say pl-…"
    letters = known.zones if known else "abcdef"
    if len(config.zones) not in (2, 3) or len(set(config.zones)) != len(config.zones):
        yield f"zones are {_listed(config.zones)}: there must be two or three different ones."
    if strange := [zone for zone in config.zones if len(zone) != 1 or zone not in letters]:
        yield (
            f"{config.region} has no zone {_listed(strange)}: its zones are "
            f"{', '.join(letters)}, and zones takes the letters."
        )


def _wrong_names(config: Config) -> Iterator[str]:
    label = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
    address = rf"[A-Za-z0-9._%+-]+@({label}\.)+[a-z]{{2,}}"
    shapes = {
        "domain": (rf"({label}\.)+[a-z]{{2,}}", "a name like cruddur.example.org"),
        "hosted_zone_id": (r"Z[A-Z0-9]{4,31}", "an id like Z0123456789ABC, not a name"),
        "database_class": (
            r"[a-z]\d[a-z]*\.(micro|small|medium|\d*x?large)",
            "a class like t4g.micro, without db.",
        ),
        "email_from": (address, "an email address"),
        "alarm_email": (address, "an email address"),
        "repository": (r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", "owner/name"),
        "branch": (r"[A-Za-z0-9][A-Za-z0-9._/-]*", "the name of a branch"),
    }
    for name, (shape, meant) in shapes.items():
        value = getattr(config, name)
        if value is not None and not re.fullmatch(shape, value):
            yield f"{name} is {value!r}: it must be {meant}."


def _wrong_sizes(config: Config) -> Iterator[str]:
    for name in ("web", "events", "worker"):
        service: Service = getattr(config, name)
        if not 0 <= service.min <= service.max:
            yield f"{name}: min is {service.min} and max is {service.max}."
        elif service.min == 0:
            yield f"{name}: with none at work nothing would ask for one, so min must be 1 or more."
        if service.max == 0:
            yield f"{name}: with max 0 there is never one."
        if service.memory not in MEMORY.get(service.cpu, ()):
            yield (
                f"{name}: Fargate has no task with cpu {service.cpu} and memory {service.memory};"
                f" with cpu {_sizes(service.cpu)}."
            )
    if not 7 <= config.backup_days <= 35:
        yield f"backup_days is {config.backup_days}: RDS keeps up to 35, and 7 are the least here."
    if not 20 <= config.database_storage_gb <= 16_384:
        yield f"database_storage_gb is {config.database_storage_gb}: it must be 20 to 16384."
    if config.log_days not in LOG_DAYS:
        yield f"log_days is {config.log_days}: CloudWatch takes {_listed(LOG_DAYS)}."


def _wrong_combinations(config: Config) -> Iterator[str]:
    if config.domain and not config.hosted_zone_id:
        yield (
            f"domain is {config.domain} and hosted_zone_id is not set: the certificate is proved "
            "and the site is named in a hosted zone of Route 53, so its id is needed."
        )
    if config.hosted_zone_id and not config.domain:
        yield "hosted_zone_id is set and domain is not: say which name of that zone is the site's."
    if config.passkeys and not config.domain:
        yield "passkeys needs a domain: a passkey is bound to the site's name."
    size = config.database_class.rpartition(".")[2]
    allowed = DATABASE_GB.get(size, DATABASE_GB["xlarge"]) * CONNECTIONS_PER_GB
    wanted = sum(_most_tasks(config, process) * _connections(process) for process in ALL)
    if wanted > allowed:
        yield (
            f"With as many tasks as may be there are {wanted} connections to the database, and a "
            f"{config.database_class} allows about {allowed}: take a larger one, or a smaller max."
        )


def _most_tasks(config: Config, process: Process) -> int:
    service = getattr(config, process.name, None)
    return service.max if isinstance(service, Service) else 1


def _connections(process: Process) -> int:
    """Of one task, which may be several processes."""
    workers = [word for word in process.command if word.startswith("--workers=")]
    return process.pool * (int(workers[0].partition("=")[2]) if workers else 1)


def _sizes(cpu: int) -> str:
    if cpu not in MEMORY:
        return _listed(MEMORY)
    sizes = MEMORY[cpu]
    return f"{cpu} it may be {sizes[0]} to {sizes[-1]} in steps of {sizes.step}"


def _listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values) or "none"
