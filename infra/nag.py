"""cdk-nag: every stack is held to AWS's own rules, and says beside its code where it is not.

The CDK's own look at the templates (rules like W3010) is answered in the same way.

A rule that is not kept is acknowledged on the construct that it is about, with the reason. What is
neither kept nor acknowledged stops the synthesis.
"""

import re
from collections.abc import Mapping

from aws_cdk import Acknowledgment, App, Validations
from cdk_nag import AwsSolutionsChecks
from constructs import Construct


def check(app: App) -> None:
    """Have everything in the app looked at when it is synthesised."""
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))


def acknowledge(construct: Construct, reasons: Mapping[str, str]) -> None:
    """By rule: `S1`, `IAM5[Resource::*]` for one finding of several, `W3010` of the CDK's own."""
    Validations.of(construct).acknowledge(
        *(Acknowledgment(id=_id(rule), reason=reason) for rule, reason in reasons.items())
    )


def _id(rule: str) -> str:
    """As the report calls it."""
    if re.fullmatch(r"[EWI]\d{4}", rule):
        return f"CloudFormation-Validate::{rule}"
    return f"AwsSolutions-{rule}"
