import pytest

from apps.profiles.models import User
from tests.conftest import Client
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_one_changes_name_and_bio(api: Client, alice: User) -> None:
    changes = {"display_name": " Alice A. ", "bio": "Two\nlines"}
    response = api(alice).patch("/api/v1/me", changes, format="json")
    assert response.status_code == 200
    assert response.json()["display_name"] == "Alice A."
    assert response.json()["bio"] == "Two\nlines"
    assert response.json()["handle"] == "alice"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"display_name": ""}, "display_name"), ({"display_name": "x" * 51}, "display_name"),
     ({"display_name": "a\nb"}, "display_name"), ({"bio": "x" * 301}, "bio"), ({"bio": 5}, "bio")],
)  # fmt: skip
def test_a_bad_change_is_refused_and_changes_nothing(
    api: Client, alice: User, changes: dict[str, object], field: str
) -> None:
    response = api(alice).patch("/api/v1/me", {"bio": "new", **changes}, format="json")
    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == [field]
    alice.refresh_from_db()
    assert (alice.display_name, alice.bio) == ("Alice", "")


def test_a_handle_once_chosen_stays(api: Client, alice: User) -> None:
    response = api(alice).patch("/api/v1/me", {"handle": "other"}, format="json")
    assert response.status_code == 409
    assert response.json()["code"] == "handle_fixed"
    assert api(alice).patch("/api/v1/me", {"handle": "Alice"}, format="json").status_code == 200


def test_who_has_no_handle_yet_is_invisible(api: Client) -> None:
    unnamed = UserFactory.create(handle=None, wanted_handle="taken")
    assert api(unnamed).get("/api/v1/me").json()["handle"] is None
    assert api(unnamed).get("/api/v1/feeds/home").json()["code"] == "handle_required"
    assert api(None).get("/api/v1/profiles/None").status_code == 404
