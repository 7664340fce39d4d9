"""Stars in rights that are meant: each is acknowledged to cdk-nag by itself, so that a new one is
noticed.
"""

from collections.abc import Iterable
from typing import Any

from aws_cdk import Stack
from constructs import Construct

from infra import nag


def acknowledge_stars(construct: Construct, resources: Iterable[str], reason: str) -> None:
    """Those of `resources` that have one."""
    stack = Stack.of(construct)
    names = {_flat(stack.resolve(resource)) for resource in resources}
    found = {f"IAM5[Resource::{name}]": reason for name in sorted(names) if "*" in name}
    nag.acknowledge(construct, found)


def _flat(value: Any) -> str:
    """What is not known yet, as cdk-nag calls it."""
    match value:
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(_flat(part) for part in parts)
        case {"Ref": name}:
            return f"<{name}>"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"<{name}.{attribute}>"
        case {"Fn::ImportValue": name}:
            return str(name)
    return str(value)
