"""What is as long as it may be, as a reader counts, is taken: wherever people write."""

from typing import Any

import pytest

from apps.profiles.models import User
from tests.conftest import Client

pytestmark = pytest.mark.django_db

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("patch", "me", {"display_name": FAMILY * 50}),
        ("patch", "me", {"bio": FAMILY * 300}),
        ("post", "me/muted-words", {"phrase": FAMILY * 100, "places": ["home"]}),
        ("post", "me/lists", {"name": FAMILY * 50}),
        ("post", "posts", {"text": FAMILY * 500, "warning": FAMILY * 100}),
        # In lower case twice as long.
        ("post", "posts", {"text": f"#{'İ' * 100} #short"}),
    ],
)
def test_the_longest_is_taken(
    api: Client, alice: User, method: str, path: str, body: dict[str, Any]
) -> None:
    answer = getattr(api(alice), method)(f"/api/v1/{path}", body, format="json")
    assert answer.status_code in (200, 201), answer.content
