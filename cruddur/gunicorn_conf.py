"""gunicorn's lines as JSON, for web and events: `--config=python:cruddur.gunicorn_conf`.

What else they are told stands in their commands.
"""

import logging
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from apps.core.logs import JsonFormatter

accesslog = "-"
# Asked every few seconds of every task; one that fails is logged.
HEALTH = ("/healthz", "/readyz")


class JsonLogger(Logger):  # type: ignore[misc]
    """A line for each request when it is over: who asked for what is not in it, so no query."""

    def _set_handler(
        self, log: logging.Logger, output: str | None, fmt: logging.Formatter, stream: Any = None
    ) -> None:
        super()._set_handler(log, output, JsonFormatter(), stream)

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        status = int(str(resp.status).split(None, 1)[0])
        path = environ["PATH_INFO"]
        if not self.access_log_enabled or (path in HEALTH and status < 400):
            return
        method = environ["REQUEST_METHOD"]
        self.access_log.info(
            "%s %s %s",
            method,
            path,
            status,
            extra={
                "request_id": _request_id(resp.headers),
                "method": method,
                "path": path,
                "status": status,
                "ms": request_time.seconds * 1000 + request_time.microseconds // 1000,
            },
        )


def _request_id(headers: list[tuple[str, str]]) -> str | None:
    """As it was answered."""
    return next((value for name, value in headers if name.lower() == "x-request-id"), None)


logger_class = JsonLogger
