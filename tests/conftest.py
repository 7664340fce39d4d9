from collections.abc import Callable

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from rest_framework.test import APIClient

from apps.profiles.models import User
from tests.factories import UserFactory

Client = Callable[[User | None], APIClient]


@pytest.fixture
def alice(db: None) -> User:
    return UserFactory.create(handle="alice", display_name="Alice")


@pytest.fixture
def bob(db: None) -> User:
    return UserFactory.create(handle="bob", display_name="Bob")


@pytest.fixture
def charlie(db: None) -> User:
    return UserFactory.create(handle="charlie", display_name="Charlie")


@pytest.fixture
def api() -> Client:
    """`api(alice)` speaks to the API as Alice, `api(None)` as somebody signed out."""

    def client(user: User | None) -> APIClient:
        speaking = APIClient(raise_request_exception=False)
        if user is not None:
            speaking.force_authenticate(user)
        return speaking

    return client


@pytest.fixture
def run_tasks(db: None) -> Callable[[], int]:
    """Do what has been deferred, as the worker would, inside the test's transaction."""

    def run() -> int:
        jobs = list(ProcrastinateJob.objects.filter(status="todo").order_by("id"))
        for job in jobs:
            app.tasks[job.task_name](**job.args)
            with_status = ProcrastinateJob.objects.filter(pk=job.pk)
            with_status._raw_delete(with_status.db)
        return len(jobs)

    return run
