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


def test_who_has_no_handle_yet_is_invisible(api: Client) -> None:
    unnamed = UserFactory.create(handle=None, wanted_handle="taken")
    assert api(unnamed).get("/api/v1/me").json()["handle"] is None
    assert api(unnamed).get("/api/v1/feeds/home").json()["code"] == "handle_required"
    assert api(None).get("/api/v1/profiles/None").status_code == 404


def test_links_are_shown_as_given_and_named_after_their_host(api: Client, alice: User) -> None:
    links = [
        {"label": "My garden", "url": "https://garden.example/a?b=c"},
        {"label": "", "url": "http://shop.example:8080"},
    ]
    me = api(alice).patch("/api/v1/me", {"links": links}, format="json").json()
    assert me["links"] == [links[0], {"label": "shop.example", "url": "http://shop.example:8080"}]
    assert api(None).get("/api/v1/profiles/alice").json()["links"] == me["links"]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "//x.example", "https://", "https://nodots", "ftp://x.example",
     "https://me:pw@x.example", 'https://x.example/"><script>', "https://x.example:port", "",
     "https://x.example/" + "a" * 200, "https://[x.example"],
)  # fmt: skip
def test_what_is_no_link_is_refused(api: Client, alice: User, url: str) -> None:
    links = [{"label": "fine", "url": "https://x.example"}, {"label": "not", "url": url}]
    answer = api(alice).patch("/api/v1/me", {"links": links}, format="json")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["links.1.url"]
    alice.refresh_from_db()
    assert alice.links == []


def test_there_is_room_for_four_links(api: Client, alice: User) -> None:
    links = [{"label": str(n), "url": f"https://{n}.example"} for n in range(5)]
    assert api(alice).patch("/api/v1/me", {"links": links}, format="json").status_code == 400
    assert api(alice).patch("/api/v1/me", {"links": links[:4]}, format="json").status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "bad"),
    [("is_private", True, "yes"), ("indexable", False, 0), ("expand_warnings", True, None),
     ("read_receipts", False, 1),
     ("default_visibility", "followers", "nobody"), ("default_expires_in", 3600, 5),
     ("default_reply_policy", "mentioned", "")],
)  # fmt: skip
def test_a_setting_is_kept_and_a_bad_one_refused(
    api: Client, alice: User, name: str, value: object, bad: object
) -> None:
    patch = api(alice).patch
    assert patch("/api/v1/me", {name: value}, format="json").json()[name] == value
    alice.refresh_from_db()
    refused = patch("/api/v1/me", {name: bad}, format="json")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, name)
    assert api(alice).get("/api/v1/me").json()[name] == value


def test_what_is_chosen_for_all_cruds_is_taken_where_nothing_is_said(
    api: Client, alice: User
) -> None:
    chosen = {"default_visibility": "followers", "default_reply_policy": "nobody"}
    api(alice).patch("/api/v1/me", chosen, format="json")
    alice.refresh_from_db()
    silent = api(alice).post("/api/v1/posts", {"text": "a"}, format="json").json()
    assert (silent["visibility"], silent["reply_policy"]) == ("followers", "nobody")
    said = {"text": "b", "visibility": "public", "reply_policy": "everyone"}
    spoken = api(alice).post("/api/v1/posts", said, format="json").json()
    assert (spoken["visibility"], spoken["reply_policy"]) == ("public", "everyone")
