"""The media bucket: who reads what is in it, and what goes by itself.

Plain Python, for it is read by the local stack and by the CDK app.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import LifecycleRuleTypeDef

# What the CDN may read.
READABLE: Final = "media/*"
# Browsers post what is uploaded, with a form that is signed for one key.
UPLOAD_METHODS: Final = ("POST",)

# What comes after its upload was given up.
UPLOADS_EXPIRE: "LifecycleRuleTypeDef" = {
    "ID": "uploads",
    "Status": "Enabled",
    "Filter": {"Prefix": "uploads/"},
    "Expiration": {"Days": 1},
}
# A day after the worker has removed them; and what a worker that died had not uploaded in whole.
EXPORTS_EXPIRE: "LifecycleRuleTypeDef" = {
    "ID": "exports",
    "Status": "Enabled",
    "Filter": {"Prefix": "exports/"},
    "Expiration": {"Days": 8},
    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
}
EXPIRE: Final = (UPLOADS_EXPIRE, EXPORTS_EXPIRE)
