"""Numbers as CloudWatch reads them out of lines."""

import asyncio
import json
import threading
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest_django import Settings

from apps.core import metrics
from apps.core.worker import Connector
from tests.realtime.driving import Client, bearer, hello, running

Output = pytest.CaptureFixture[str]
TASK = "apps.core.tasks.retry_stalled_jobs"


def lines(output: Output) -> list[Any]:
    return [json.loads(line) for line in output.readouterr().out.splitlines()]


def test_a_line_is_what_the_embedded_metric_format_asks_for(capsys: Output) -> None:
    before = time.time() * 1000
    metrics.emit({"Waiting": 3, "OldestWaiting": 1.5})
    [line] = lines(capsys)
    assert before - 1 <= line["_aws"].pop("Timestamp") <= time.time() * 1000
    assert line == {
        "_aws": {
            "CloudWatchMetrics": [
                {
                    "Namespace": "Cruddur",
                    "Dimensions": [[]],
                    "Metrics": [
                        {"Name": "Waiting", "Unit": "Count"},
                        {"Name": "OldestWaiting", "Unit": "Seconds"},
                    ],
                }
            ]
        },
        "Waiting": 3,
        "OldestWaiting": 1.5,
    }


def defer(seconds: int | None = None) -> int:
    at = None if seconds is None else timezone.now() + timedelta(seconds=seconds)
    configured = app.configure_task(TASK, schedule_at=at, queueing_lock=uuid4().hex)
    return configured.defer(timestamp=0)


def long_ago(job: int, seconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - make_interval(secs => %s) WHERE job_id = %s",
            [seconds, job],
        )


def test_nothing_waits_in_an_empty_queue(db: None) -> None:
    assert metrics.waiting() == {"Waiting": 0, "OldestWaiting": 0}


def test_what_is_due_waits_from_when_it_was_deferred(db: None) -> None:
    long_ago(defer(), 90)
    defer()
    defer(seconds=3600)
    found = metrics.waiting()
    assert found["Waiting"] == 2
    assert 90 <= found["OldestWaiting"] < 100


def test_what_was_put_off_waits_from_when_it_was_to_be_done(db: None) -> None:
    long_ago(defer(seconds=-30), 1000)
    defer()
    found = metrics.waiting()
    assert found["Waiting"] == 2
    assert 30 <= found["OldestWaiting"] < 40


def test_what_has_begun_does_not_wait(db: None) -> None:
    job = defer()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job])
    assert metrics.waiting()["Waiting"] == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("on", [True, False])
def test_events_says_how_many_streams_are_open(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: Output, on: bool
) -> None:
    settings.METRICS = on
    monkeypatch.setattr(metrics, "EVERY_SECONDS", 0.2)

    async def scenario() -> None:
        async with running() as app:
            await hello(Client(app, headers=bearer("alice")))
            await asyncio.sleep(0.5)

    asyncio.run(scenario())
    assert [line["Streams"] for line in lines(capsys)][-1:] == ([1] if on else [])


@pytest.mark.parametrize("on", [True, False])
def test_a_worker_says_what_waits(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, on: bool
) -> None:
    settings.METRICS = on
    begun: list[str] = []
    monkeypatch.setattr(threading.Thread, "start", lambda thread: begun.append(thread.name))
    Connector().get_worker_connector()
    assert begun == (["metrics"] if on else [])


def test_what_cannot_be_counted_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, capsys: Output, caplog: pytest.LogCaptureFixture
) -> None:
    class Over(BaseException):
        pass

    answers: list[Any] = [OSError("away"), {"Waiting": 1}, Over()]

    def answer() -> Any:
        found = answers.pop(0)
        if isinstance(found, BaseException):
            raise found
        return found

    monkeypatch.setattr(metrics, "EVERY_SECONDS", 0)
    monkeypatch.setattr(metrics, "waiting", answer)
    with pytest.raises(Over):
        metrics._tell_for_ever()
    assert [line["Waiting"] for line in lines(capsys)] == [1]
    assert "could not be counted" in caplog.text
