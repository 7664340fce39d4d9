"""The function that turns the app's addresses into its page, run by node with a table of them."""

import json
import shutil
import subprocess

import pytest

from infra.stacks.web import SPA

# What CloudFront does with the file: `handler` is there, and is given an event.
ASK = """
const source = require("fs").readFileSync(process.argv[1], "utf8");
const handler = new Function(source + "; return handler;")();
const asked = JSON.parse(process.argv[2]);
const answer = (uri) => handler({ request: { uri, method: "GET", querystring: { q: 1 } } });
console.log(JSON.stringify(asked.map((uri) => [uri, answer(uri)])));
"""
PAGE = "/index.html"
ADDRESSES = {
    "/": PAGE,
    "/index.html": PAGE,
    "/you": PAGE,
    "/settings/muted/words": PAGE,
    "/messages/with/ada": PAGE,
    "/messages/01ARZ3NDEKTSV4RRFFQ69G5FAV/details": PAGE,
    # These are told to `web` by the CDN; where they come here all the same, the app knows them.
    "/@ada": PAGE,
    "/@ada/01ARZ3NDEKTSV4RRFFQ69G5FAV": PAGE,
    "/%40ada": PAGE,
    # A dot makes no file.
    "/node.js/": PAGE,
    "/tags/node.js": PAGE,
    "/tags/v1.2": PAGE,
    "/search/a.css": PAGE,
    "/ada.lovelace": PAGE,
    "/a.b.c": PAGE,
    "/.env": PAGE,
    "/.vite/manifest.json": PAGE,
    # Files, there or not.
    "/assets/index-B4tq.js": "/assets/index-B4tq.js",
    "/assets/fonts/a.woff2": "/assets/fonts/a.woff2",
    "/assets/gone": "/assets/gone",
    "/favicon.svg": "/favicon.svg",
    "/theme.js": "/theme.js",
    "/tokens.css": "/tokens.css",
    "/.well-known/change-password": "/.well-known/change-password",
    "/old-bundle.js": "/old-bundle.js",
}


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, object]]:
    node = shutil.which("node")
    assert node
    said = subprocess.run(
        [node, "-e", ASK, str(SPA), json.dumps(list(ADDRESSES))],
        capture_output=True,
        check=True,
        text=True,
    )
    return dict(json.loads(said.stdout))


@pytest.mark.parametrize(("address", "answered"), ADDRESSES.items())
def test_addresses_become_the_page_and_files_stay(
    answers: dict[str, dict[str, object]], address: str, answered: str
) -> None:
    assert answers[address] == {"uri": answered, "method": "GET", "querystring": {"q": 1}}


def test_cloudfront_can_take_it() -> None:
    """A function may have 10 kB."""
    assert len(SPA.read_bytes()) < 10_240
