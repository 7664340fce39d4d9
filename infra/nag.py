"""cdk-nag: every stack is held to AWS's own rules, and says beside its code where it is not.

A rule that is not kept is acknowledged on the construct that it is about, with the reason. What is
neither kept nor acknowledged stops the synthesis.
"""

from collections.abc import Mapping

from aws_cdk import Acknowledgment, App, Validations
from cdk_nag import AwsSolutionsChecks
from constructs import Construct


def check(app: App) -> None:
    """Have everything in the app looked at when it is synthesised."""
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))


def acknowledge(construct: Construct, reasons: Mapping[str, str]) -> None:
    """By rule, as the report calls it: `S1`, or `IAM5[Resource::*]` for one finding of several."""
    Validations.of(construct).acknowledge(
        *(
            Acknowledgment(id=f"AwsSolutions-{rule}", reason=reason)
            for rule, reason in reasons.items()
        )
    )
