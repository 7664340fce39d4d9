"""The stream Lambda: of which files it is made, and what it may do.

Plain Python, for it is read by the local stack and by the CDK app. How it is fed is the CDK's
alone, since the emulator ignores most of that.
"""

from typing import Final

HANDLER: Final = "apps.messaging.stream.handler"
RUNTIME: Final = "python3.13"
MEMORY_MB: Final = 256
TIMEOUT_SECONDS: Final = 30
BATCH: Final = 100
# On the table, and on its stream.
TABLE_ACTIONS: Final = ("dynamodb:Query", "dynamodb:UpdateItem", "dynamodb:DeleteItem")
STREAM_ACTIONS: Final = ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
# All that it needs; it runs without Django.
FILES: Final = (
    "apps/__init__.py",
    "apps/messaging/__init__.py",
    "apps/messaging/entries.py",
    "apps/messaging/projection.py",
    "apps/messaging/stream.py",
    "apps/messaging/table.py",
)
