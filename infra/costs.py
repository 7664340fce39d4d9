"""What a stage costs a month while nobody uses it, by list prices: `python -m infra.costs small`.

What depends on use (requests, traffic, stored bytes) is told in docs/deploy.md, whose table comes
from here; a test holds the two together.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from infra.config import Config, Service, load

HOURS = 730
# US dollars, on demand, us-east-1, as published guides of February to June 2026 give them.
NAT_HOUR = 0.045
ADDRESS_HOUR = 0.005
BALANCER_HOUR = 0.0225
VCPU_HOUR = {True: 0.03238, False: 0.04048}  # by arm64
GB_HOUR = {True: 0.00356, False: 0.004445}
DATABASE_HOUR = {"t4g.micro": 0.016, "t4g.small": 0.032, "t4g.medium": 0.065}
DATABASE_GB = 0.115
ACL, RULE = 5.00, 1.00
SECRET = 0.40
# infra/stacks/edge.py: three of AWS's rule sets and two rate rules.
RULES = 5
# RDS's own, and the app's.
SECRETS = 3


@dataclass(frozen=True)
class Line:
    """Something that is paid for: how it comes about, and US dollars a month."""

    what: str
    sum: str
    dollars: float


def lines(config: Config) -> Iterator[Line]:
    gateways = len(config.zones) if config.nat_per_zone else 1
    yield _hourly("NAT gateway", gateways, NAT_HOUR)
    yield _hourly("its public address", gateways, ADDRESS_HOUR)
    yield _hourly("Load balancer", 1, BALANCER_HOUR)
    for name in ("web", "events", "worker"):
        yield _tasks(f"`{name}`", getattr(config, name), arm64=config.arm64)
    yield from _database(config)
    if config.waf:
        dollars = ACL + RULES * RULE
        yield Line("Web ACL", f"{ACL:g} + {RULES} rules x {RULE:g}", dollars)
    yield Line("Secrets", f"{SECRETS} x {SECRET:.2f}", SECRETS * SECRET)


def _hourly(what: str, count: int, price: float) -> Line:
    return Line(what, f"{count} x {HOURS} h x {price:g}", count * HOURS * price)


def _tasks(what: str, service: Service, *, arm64: bool) -> Line:
    """As many as there always are."""
    vcpu, gb = service.cpu / 1024, service.memory / 1024
    size = f"{vcpu:g} vCPU x {VCPU_HOUR[arm64]:g} + {gb:g} GB x {GB_HOUR[arm64]:g}"
    hourly = vcpu * VCPU_HOUR[arm64] + gb * GB_HOUR[arm64]
    return Line(what, f"{service.min} x {HOURS} h x ({size})", service.min * HOURS * hourly)


def _database(config: Config) -> Iterator[Line]:
    """One that stands by in another zone is paid for as the first."""
    copies = 2 if config.database_multi_az else 1
    name = f"PostgreSQL, {config.database_class}"
    yield _hourly(name, copies, DATABASE_HOUR[config.database_class])
    storage = config.database_storage_gb
    dollars = copies * storage * DATABASE_GB
    yield Line("its storage", f"{copies} x {storage} GB x {DATABASE_GB:g}", dollars)


def table(config: Config) -> str:
    """As Markdown, with the sum."""
    found = [*lines(config)]
    rows = [f"| {line.what} | {line.sum} | {line.dollars:.2f} |" for line in found]
    # What is added up is what is shown.
    total = sum(round(line.dollars, 2) for line in found)
    head = ["| | how it comes about | US$ a month |", "|---|---|---:|"]
    return "\n".join([*head, *rows, f"| **together** | | **{total:.2f}** |"])


if __name__ == "__main__":
    print(table(load(sys.argv[1], {})))
