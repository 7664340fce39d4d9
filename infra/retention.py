"""For how long logs are kept, as the CDK says it."""

from aws_cdk import aws_logs as logs

from infra.config import LOG_DAYS

NAMES = (
    "ONE_WEEK",
    "TWO_WEEKS",
    "ONE_MONTH",
    "TWO_MONTHS",
    "THREE_MONTHS",
    "FOUR_MONTHS",
    "FIVE_MONTHS",
    "SIX_MONTHS",
    "ONE_YEAR",
    "THIRTEEN_MONTHS",
    "EIGHTEEN_MONTHS",
    "TWO_YEARS",
    "THREE_YEARS",
    "FIVE_YEARS",
    "TEN_YEARS",
)
BY_DAYS = dict(zip(LOG_DAYS, NAMES, strict=True))


def days(number: int) -> logs.RetentionDays:
    return logs.RetentionDays[BY_DAYS[number]]
