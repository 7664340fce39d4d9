"""Lines of JSON that say when, what, and for whom it was done, and nothing that people wrote."""

import asyncio
import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import RequestFactory
from procrastinate import App
from procrastinate.testing import InMemoryConnector

from apps.core.logs import JsonFormatter, name_job
from apps.core.request_id import choose, current_request_id

Lines = Callable[[], list[Any]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What has been logged, as it went out."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def test_a_line_says_when_how_bad_and_who(lines: Lines) -> None:
    logging.getLogger("apps.posts").warning("Gone: %s", 7, extra={"post_id": 7})
    [line] = lines()
    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "WARNING",
        "logger": "apps.posts",
        "message": "Gone: 7",
        "post_id": 7,
    }


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELEASE", "5c1f2d3")


def test_the_request_and_the_release_are_in_every_line(release: None, lines: Lines) -> None:
    token = current_request_id.set("trace-me-12345")
    logging.getLogger("apps.posts").error("Broken")
    current_request_id.reset(token)
    [line] = lines()
    assert (line["request_id"], line["release"]) == ("trace-me-12345", "5c1f2d3")


def test_what_was_asked_for_stays_out_of_the_line(lines: Lines, rf: RequestFactory) -> None:
    request = rf.get("/api/v1/search?q=private")
    logging.getLogger("django.request").error(
        "Broken: %s", request.path, extra={"request": request}
    )
    assert "private" not in json.dumps(lines())


def work_off(task: Callable[..., Any]) -> None:
    """Have procrastinate's worker do `task` once, given something private."""
    app = App(connector=InMemoryConnector())
    app.task(name="apps.posts.tasks.expire")(task)

    async def work() -> None:
        async with app.open_async():
            await app.configure_task("apps.posts.tasks.expire").defer_async(note="private words")
            await app.run_worker_async(
                wait=False, install_signal_handlers=False, worker_middleware=[name_job]
            )

    asyncio.run(work())


def of_the_worker(lines: list[Any]) -> Any:
    """The one line that is the worker's own."""
    [line] = [line for line in lines if line["logger"].startswith("procrastinate")]
    return line


JOB = {"id": 1, "name": "apps.posts.tasks.expire"}


def test_what_is_logged_in_a_job_says_in_which(lines: Lines) -> None:
    def expire(note: str) -> None:
        logging.getLogger("apps.posts").warning("Slow")

    work_off(expire)
    logging.getLogger("apps.posts").warning("Elsewhere")
    inside, outside = (line for line in lines() if line["logger"] == "apps.posts")
    assert inside["job"] == JOB
    assert "job" not in outside


def test_a_job_is_one_line_that_does_not_repeat_what_it_was_given(lines: Lines) -> None:
    async def expire(note: str) -> str:
        return "private answer"

    work_off(expire)
    line = of_the_worker(lines())
    assert (line["job"], line["level"]) == (JOB, "INFO")
    assert line["message"].startswith("Job apps.posts.tasks.expire[1] ended with status: Success")
    assert line["duration"] >= 0
    assert "private" not in json.dumps(line)


def test_a_job_that_fails_is_an_error(lines: Lines) -> None:
    def expire(note: str) -> None:
        raise ValueError("broken")

    work_off(expire)
    line = of_the_worker(lines())
    assert (line["job"], line["level"]) == (JOB, "ERROR")
    assert "ValueError: broken" in line["exc_info"]
    assert "private" not in json.dumps(line)


ROOT = "1-67891233-abcdef012345678912345678"


@pytest.mark.parametrize(
    ("given", "trace", "chosen"),
    [
        ("trace-me-12345", f"Root={ROOT}", "trace-me-12345"),
        ("", f"Root={ROOT}", ROOT),
        ("short", f"Self=1-6789-0123;Root={ROOT};CalledFrom=app", ROOT),
    ],
)
def test_a_request_keeps_the_id_that_it_comes_with(given: str, trace: str, chosen: str) -> None:
    assert choose(given, trace) == chosen


@pytest.mark.parametrize("bad", ["", "a b c d e f g h", "x" * 129, 'id"},{"level', "id\n12345678"])
def test_what_could_be_misread_in_a_log_is_no_id(bad: str) -> None:
    made = choose(bad, f"Root={bad}")
    assert len(made) == 32
    assert made.isalnum()
