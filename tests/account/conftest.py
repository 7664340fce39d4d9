import io
import json
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pytest
import urllib3

from apps.profiles.models import User
from tests.account.scene import scene as scene
from tests.account.scene import whole_scene as whole_scene
from tests.conftest import Client
from tests.media.conftest import bucket as bucket
from tests.media.conftest import bucket_name as bucket_name
from tests.media.conftest import start as start
from tests.media.conftest import upload as upload
from tests.messaging.conftest import Shore
from tests.messaging.conftest import shore as shore
from tests.profiles.conftest import client_with_passwords as client_with_passwords
from tests.profiles.conftest import sign_up as sign_up

EXPORT = "/api/v1/me/export"
__all__ = ["Shore"]


class Download:
    """A downloaded export."""

    def __init__(self, body: bytes) -> None:
        self.zip = ZipFile(io.BytesIO(body))
        assert self.zip.testzip() is None

    @property
    def names(self) -> set[str]:
        return set(self.zip.namelist())

    def text(self, name: str) -> str:
        return self.zip.read(name).decode()

    def json(self, name: str) -> Any:
        return json.loads(self.zip.read(f"data/{name}.json"))

    def holds(self, words: str) -> set[str]:
        """The files that say something."""
        return {name for name in self.names if words.encode() in self.zip.read(name)}


@pytest.fixture
def take_out(api: Client, run_tasks: Callable[[], int]) -> Callable[[User], Download]:
    """`take_out(alice)` exports and downloads, as Alice does."""

    def whole(owner: User) -> Download:
        run_tasks()
        assert api(owner).post(EXPORT).status_code == 202
        run_tasks()
        export = api(owner).get(EXPORT).json()
        assert export["state"] == "ready"
        answer = urllib3.request("GET", export["url"])
        assert answer.status == 200
        assert len(answer.data) == export["size"]
        return Download(answer.data)

    return whole
