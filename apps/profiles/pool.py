"""The user pool: what it asks of people, and how its clients sign them in.

Plain Python, for it is read by the local stack and by the CDK app.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp.literals import ExplicitAuthFlowsTypeType
    from mypy_boto3_cognito_idp.type_defs import (
        PasswordPolicyTypeTypeDef,
        SchemaAttributeTypeTypeDef,
    )

# Length is what counts; Cognito asks for all of these where nothing is said.
PASSWORD_POLICY: "PasswordPolicyTypeTypeDef" = {
    "MinimumLength": 8,
    "RequireUppercase": False,
    "RequireLowercase": False,
    "RequireNumbers": False,
    "RequireSymbols": False,
}
# People sign in by email; `preferred_username` is the handle, `name` the display name.
ATTRIBUTES: "Sequence[SchemaAttributeTypeTypeDef]" = (
    {"Name": "email", "AttributeDataType": "String", "Required": True, "Mutable": True},
    {"Name": "preferred_username", "AttributeDataType": "String", "Mutable": True},
    {"Name": "name", "AttributeDataType": "String", "Mutable": True},
)
GROUPS: Final = ("moderators", "admins")
# By name: people's browsers, and the staff's way in.
CLIENTS: "Mapping[str, Sequence[ExplicitAuthFlowsTypeType]]" = {
    "web": ("ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"),
    "admin": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"),
}
TOKEN_MINUTES: Final = 60
REFRESH_DAYS: Final = 30
