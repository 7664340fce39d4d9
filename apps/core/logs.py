"""Log lines of all processes: one JSON object a line, and nothing that people wrote.

Each line has `time`, `level`, `logger`, `message`; `request_id` while a request is answered,
`job` (`id`, `name`) while the worker does one, and `release` where `RELEASE` says which it is.
Runs without Django's settings: gunicorn has lines before there are any.
"""

import logging
import os
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pythonjsonlogger.orjson import OrjsonFormatter

from apps.core.request_id import current_request_id

if TYPE_CHECKING:
    from procrastinate import JobContext
    from procrastinate.worker import Worker

current_job: ContextVar[dict[str, Any] | None] = ContextVar("job", default=None)

# What procrastinate says of a job beside its name: its arguments, and what it came to.
_PRIVATE = ("result", "task_kwargs", "worker", "action", "start_timestamp", "end_timestamp")


class JsonFormatter(OrjsonFormatter):
    def __init__(self) -> None:
        release = os.environ.get("RELEASE")
        super().__init__(
            ["asctime", "levelname", "name", "message"],
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            static_fields={"release": release} if release else {},
        )

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        # Django's own, whose description has the query in it. Some is said when it is over.
        request = log_data.pop("request", None)
        known = getattr(request, "META", {}).get("HTTP_X_REQUEST_ID")
        log_data.setdefault("request_id", current_request_id.get() or known)
        told = log_data.get("job") or current_job.get()
        if told and "call_string" in told:
            log_data = _without_arguments(log_data, told)
            told = {"id": told["id"], "name": told["task_name"]}
        log_data["job"] = told
        return {name: value for name, value in log_data.items() if value is not None}


def _without_arguments(line: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    """What procrastinate says of a job, but for what it was given and what it answered."""
    said = line["message"].replace(job["call_string"], f"{job['task_name']}[{job['id']}]")
    kept = {name: value for name, value in line.items() if name not in _PRIVATE}
    return {**kept, "message": said.partition(" - Result: ")[0]}


async def name_job(
    call_next: Callable[[], Awaitable[Any]], context: "JobContext", worker: "Worker"
) -> Any:
    """procrastinate's worker middleware: lines that are logged meanwhile say of which job."""
    token = current_job.set({"id": context.job.id, "name": context.job.task_name})
    try:
        return await call_next()
    finally:
        current_job.reset(token)
