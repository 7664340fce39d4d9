"""The smoke test of a release, on the whole of Cruddur as it runs here."""

import psycopg
import pytest

from cruddur.devtools.app import App
from infra import smoke
from tests.e2e.person import SIGN_UP_CODE

pytestmark = pytest.mark.e2e


def test_it_walks_through_and_leaves_nothing(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert smoke.main([app.url, "--code", SIGN_UP_CODE]) == 0
    said = capsys.readouterr().out
    assert "✗" not in said
    assert f"{app.url} works" in said

    with psycopg.connect(app.environment["DATABASE_URL"]) as database:
        posts = database.execute("SELECT 1 FROM posts_post WHERE text LIKE 'Smoke %'").fetchall()
        people = database.execute(
            "SELECT leaves_at FROM profiles_user WHERE handle LIKE 'smoke_%'"
        ).fetchall()
    assert posts == []
    assert len(people) == 2
    assert all(leaves_at for (leaves_at,) in people)


def test_a_process_that_is_missing_is_told_of_by_the_step_it_fails(
    app: App, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.visitor.EVENT_SECONDS", 5)
    worker = next(part for part in app.backend if part.name == "worker")
    worker.stop()
    try:
        assert smoke.main([app.url, "--code", SIGN_UP_CODE]) == 1
    finally:
        worker.start()
    said = capsys.readouterr().out
    assert "✗ The worker brings it into the follower's feed" in said
    assert "did not tell of `post`" in said
    # It cleans up behind itself all the same.
    assert "✓ What they made is removed" in said
