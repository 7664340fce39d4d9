"""Questions put to the servers of the stack."""

import http.client
from urllib.parse import urlsplit


def status_of(url: str, timeout: float = 2) -> int | None:
    """The HTTP status of a loopback URL, or None where nothing answers."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=timeout)
    try:
        connection.request("GET", parts.path or "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def answers(url: str) -> bool:
    return status_of(url) == 200
