from collections.abc import Callable
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from apps.media.limits import LOOSE_PER_PERSON
from apps.media.models import Media
from apps.media.tasks import process
from apps.profiles.models import User
from tests.conftest import Client
from tests.media.conftest import Upload, http, png, post_form, stored

pytestmark = pytest.mark.django_db


def test_a_picture_is_uploaded(alice: User, upload: Upload) -> None:
    media = upload(alice, png(700, 350), alt=" A teal wall ")
    assert media["state"] == "ready"
    assert media["reason"] is None
    assert media["alt"] == "A teal wall"
    assert (media["width"], media["height"], media["animated"]) == (700, 350, False)
    assert media["blur"].startswith("data:image/webp;base64,")
    assert [(s["width"], s["type"]) for s in media["sources"]] == [
        (480, "image/avif"),
        (480, "image/webp"),
        (700, "image/avif"),
        (700, "image/webp"),
    ]
    assert stored() == {source["url"].removeprefix("/") for source in media["sources"]}


def test_its_addresses_cannot_be_guessed(alice: User, upload: Upload) -> None:
    one, other = (upload(alice, png())["sources"][0]["url"] for _ in range(2))
    assert one.startswith("/media/")
    assert len(one.split("/")[2]) == 32
    assert one.split("/")[2] != other.split("/")[2]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"type": "image/svg+xml", "size": 10}, "media_type"),
        ({"type": "application/x-msdownload", "size": 10}, "media_type"),
        ({"type": "image/png", "size": 0}, "media_size"),
        ({"type": "image/png", "size": 10_000_001}, "media_size"),
        ({"type": "image/png", "size": 10, "alt": "x" * 1001}, "text_too_long"),
        ({"type": "image/png", "size": "10"}, "invalid"),
        ({"type": "image/png", "size": 10, "purpose": "logo"}, "invalid_choice"),
        ({"type": "image/png", "size": 10, "purpose": None}, "null"),
        ({"size": 10}, "required"),
    ],
)
def test_what_cannot_be_asked_for(
    api: Client, alice: User, body: dict[str, Any], code: str
) -> None:
    response = api(alice).post("/api/v1/media", body, "json")
    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == code
    assert not Media.objects.exists()


def test_s3_takes_nothing_but_what_was_asked_for(alice: User, start: Upload) -> None:
    form = start(alice, size=100)["upload"]
    assert post_form(form, b"x" * 101) == 400
    assert post_form(form, b"") == 400
    assert post_form(form, b"x", **{"Content-Type": "text/html"}) == 403
    assert post_form(form, b"x", key="media/somebody/480.webp") == 403
    assert stored() == set()
    assert post_form(form, b"x" * 100) == 204
    assert stored() == {form["fields"]["key"]}


def test_saying_twice_that_it_is_uploaded_processes_once(
    api: Client, alice: User, start: Upload
) -> None:
    media_id = start(alice)["id"]
    for _ in range(2):
        response = api(alice).post(f"/api/v1/media/{media_id}/uploaded")
        assert (response.status_code, response.json()["state"]) == (202, "processing")
    assert ProcrastinateJob.objects.count() == 1


def test_an_upload_that_never_came_is_refused_in_words(
    api: Client, alice: User, start: Upload, run_tasks: Callable[[], int]
) -> None:
    media_id = start(alice)["id"]
    api(alice).post(f"/api/v1/media/{media_id}/uploaded")
    run_tasks()
    media = api(alice).get(f"/api/v1/media/{media_id}").json()
    assert media["state"] == "refused"
    assert "did not arrive" in media["reason"]
    assert media["sources"] == []


def test_a_task_that_runs_twice_leaves_the_same(
    ready: Callable[[User], Media], alice: User
) -> None:
    media = ready(alice)
    before = (Media.objects.values().get(), stored())
    process(media_id=media.pk, key=media.key)
    assert (Media.objects.values().get(), stored()) == before


def test_another_persons_upload_is_not_there(
    api: Client, alice: User, bob: User, ready: Callable[[User], Media]
) -> None:
    path = f"/api/v1/media/{ready(alice).pk}"
    assert api(bob).get(path).status_code == 404
    assert api(bob).patch(path, {"alt": "mine"}, "json").status_code == 404
    assert api(bob).post(f"{path}/uploaded").status_code == 404
    assert api(bob).delete(path).status_code == 404
    assert api(None).get(path).status_code == 401
    assert Media.objects.get().alt == ""


def test_alternative_text_is_changed_and_taken_away(
    api: Client, alice: User, ready: Callable[[User], Media]
) -> None:
    path = f"/api/v1/media/{ready(alice).pk}"
    assert api(alice).patch(path, {"alt": "A cat"}, "json").json()["alt"] == "A cat"
    assert api(alice).patch(path, {"alt": "x" * 1001}, "json").status_code == 400
    assert api(alice).get(path).json()["alt"] == "A cat"
    assert api(alice).patch(path, {"alt": ""}, "json").json()["alt"] == ""


def test_nobody_piles_up_uploads(api: Client, alice: User, bob: User, start: Upload) -> None:
    Media.objects.bulk_create(Media(owner=alice) for _ in range(LOOSE_PER_PERSON))
    response = api(alice).post("/api/v1/media", {"type": "image/png", "size": 1}, "json")
    assert (response.status_code, response.json()["code"]) == (409, "too_many_uploads")
    start(bob)


def test_a_browser_of_the_site_may_upload_and_of_another_may_not(
    alice: User, start: Upload
) -> None:
    url = start(alice)["upload"]["url"]

    def allowed(origin: str, method: str) -> str | None:
        asked = {"Origin": origin, "Access-Control-Request-Method": method}
        answer = http.request("OPTIONS", url, headers=asked)
        return answer.headers.get("Access-Control-Allow-Origin")

    assert allowed("http://127.0.0.1:8000", "POST") == "http://127.0.0.1:8000"
    assert allowed("https://evil.example", "POST") is None
    assert allowed("http://127.0.0.1:8000", "DELETE") is None


def test_the_cdn_reads_what_is_shown_and_nothing_else(
    alice: User, upload: Upload, start: Upload
) -> None:
    source = upload(alice, png())["sources"][0]
    form = start(alice)["upload"]
    post_form(form, png())
    shown = http.request("GET", form["url"] + source["url"])
    assert (shown.status, shown.headers["Content-Type"]) == (200, "image/avif")
    assert "s-maxage=30" in shown.headers["Cache-Control"]
    assert http.request("GET", f"{form['url']}/media/guess/480.webp").status == 404
    for path in ("", f"/{form['fields']['key']}"):
        assert http.request("GET", form["url"] + path).status == 403
    assert http.request("DELETE", form["url"] + source["url"]).status == 403
