"""Reading synthesised templates: what is of a kind, and who may do what."""

import json
from collections.abc import Iterator
from typing import Any

from infra.processes import Process

Template = dict[str, Any]


def of_kind(template: Template, kind: str, beginning: str = "") -> dict[str, Template]:
    """The properties of all resources of a kind whose names begin so, by name."""
    return {
        name: resource.get("Properties", {})
        for name, resource in template["Resources"].items()
        if resource["Type"] == kind and name.startswith(beginning)
    }


def one(template: Template, kind: str, beginning: str = "") -> Template:
    """The properties of the only one."""
    (properties,) = of_kind(template, kind, beginning).values()
    return properties


def text(value: Any) -> str:
    """A value of a template, with what is not known yet, as text to look into."""
    return json.dumps(value)


def joined(value: Any) -> str:
    """A text of a template with names in the place of what is not known yet."""
    match value:
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(joined(part) for part in parts)
        case {"Fn::GetAtt": [name, attribute]}:
            return f"<{name}.{attribute}>"
        case {"Ref": name}:
            return f"<{name}>"
        case {"Fn::ImportValue": name}:
            return f"<{joined(name)}>"
    return str(value)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def statements(template: Template, role: str) -> Iterator[Template]:
    """What a role may do, by its own policies and by those that name it."""
    for policy in template["Resources"][role]["Properties"].get("Policies", []):
        yield from policy["PolicyDocument"]["Statement"]
    for policy in of_kind(template, "AWS::IAM::Policy").values():
        if {"Ref": role} in policy["Roles"]:
            yield from policy["PolicyDocument"]["Statement"]


def allowed(template: Template, role: str) -> set[str]:
    """The actions of a role."""
    return {
        action for statement in statements(template, role) for action in listed(statement["Action"])
    }


def definition(app: Template, process: Process) -> Template:
    """The task definition of a process."""
    (found,) = [
        each
        for each in of_kind(app, "AWS::ECS::TaskDefinition").values()
        if each["Family"].endswith(f"-{process.name}")
    ]
    return found
