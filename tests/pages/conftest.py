from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.pages import answers
from apps.pages.shell import ShellKeeper, take_apart

POLICY = "default-src 'self'; connect-src 'self' https://cognito.example"
INDEX = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta
      name="description"
      content="What the app says of itself."
    />
    <title>Cruddur</title>
    <script type="module" crossorigin src="/assets/index-1.js"></script>
  </head>
  <body>
    <div id="root"></div>
    <noscript>Cruddur needs JavaScript to run.</noscript>
  </body>
</html>
"""

Visit = Callable[..., Any]


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app's page can be fetched."""
    headers = {"Content-Security-Policy": POLICY, "X-Frame-Options": "DENY", "Server": "bucket"}
    keeper = ShellKeeper(lambda: take_apart(INDEX, headers))
    monkeypatch.setattr(answers, "keeper", keeper)


@pytest.fixture
def visit(shell: None) -> Visit:
    """Ask for a path as anybody on the web."""
    client = Client(raise_request_exception=True)

    def visit(path: str, **headers: str) -> Any:
        return client.get(path, headers=headers)

    return visit
