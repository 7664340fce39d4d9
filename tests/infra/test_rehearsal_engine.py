"""The rehearsal's container engine: what the emulator's ECS takes for Docker."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.rehearsal.emulated.engine import LABEL, Container, Containers, NotHealthy
from infra.rehearsal.emulated.images import ImageMissing, Images, manifest, split
from infra.rehearsal.emulated.world import World

REPOSITORY = "000000000000.dkr.ecr.us-east-1.amazonaws.com/cruddur"
LABELS = {f"{LABEL}task-arn": "arn/task"}
# Listens on the port that its argument names, on the address that it stands for.
SERVER = """
import http.server, sys

handler = http.server.SimpleHTTPRequestHandler
http.server.ThreadingHTTPServer((sys.argv[1], 8000), handler).serve_forever()
"""


@pytest.fixture
def images(tmp_path: Path) -> Images:
    pushed = {"imageDigest": "sha256:1", "imageTags": ["one"]}
    pushed |= {"imageManifest": manifest(tmp_path, "one")}
    return Images({"cruddur": [pushed]}.__getitem__)


@pytest.fixture
def containers(tmp_path: Path, images: Images) -> Iterator[Containers]:
    world = World(
        logs=str(tmp_path),
        programs=str(Path(sys.executable).parent),
        network="127.99.1",
        environment={"AROUND": "the task"},
        files={"/app/rds.pem": "/here/ca.pem"},
    )
    made = Containers(world, images, lambda labels: {"AS": labels[f"{LABEL}task-arn"]})
    yield made
    made.close()


def start(containers: Containers, *command: str, **definition: object) -> Container:
    return containers.run(
        f"{REPOSITORY}:one",
        name=f"task-{time.monotonic_ns()}",
        environment={"DATABASE_URL": "postgresql://db?sslrootcert=/app/rds.pem"},
        command=command,
        labels=LABELS,
        definition=definition,
    )


def test_a_reference_is_read() -> None:
    assert split(f"{REPOSITORY}:one") == ("cruddur", "one", "")
    assert split(f"{REPOSITORY}@sha256:1") == ("cruddur", "", "sha256:1")


def test_a_tag_that_was_never_pushed_is_not_there(images: Images, tmp_path: Path) -> None:
    assert images.find(f"{REPOSITORY}:one").code == tmp_path
    assert images.pull(f"{REPOSITORY}@sha256:1").code == tmp_path
    with pytest.raises(ImageMissing, match="cruddur:two was never pushed"):
        images.find(f"{REPOSITORY}:two")


def test_a_task_has_its_environment_and_what_is_around_it(containers: Containers) -> None:
    show = "import json, os; print(json.dumps(dict(os.environ)))"
    task = start(containers, "python", "-c", show)
    assert task.wait() == {"StatusCode": 0}
    said = json.loads(b"".join(task.follow()))
    assert said["DATABASE_URL"] == "postgresql://db?sslrootcert=/here/ca.pem"
    assert (said["AROUND"], said["AS"]) == ("the task", "arn/task")
    assert "PYTEST_CURRENT_TEST" not in said


def test_it_has_run_when_its_exit_code_is_asked_for(containers: Containers) -> None:
    task = start(containers, "python", "-c", "raise SystemExit(3)")
    assert task.wait() == {"StatusCode": 3}
    assert task.status == "exited"


def test_tasks_listen_side_by_side_each_at_its_own_address(containers: Containers) -> None:
    tasks = [
        start(
            containers,
            *("python", "-c", SERVER, "0.0.0.0"),  # noqa: S104
            portMappings=[{"containerPort": 8000}],
        )
        for _ in range(2)
    ]
    assert {task.status for task in tasks} == {"running"}
    assert len({task.address for task in tasks}) == 2


def test_one_that_is_not_healthy_is_ended_and_its_words_are_told(containers: Containers) -> None:
    with pytest.raises(NotHealthy, match="no room") as raised:
        start(
            containers,
            *("python", "-c", "raise SystemExit('no room')"),
            healthCheck={"command": ["CMD", "python", "-c", "raise SystemExit(1)"]},
        )
    assert "ended with exit code 1" in str(raised.value)


def test_stopping_does_not_wait_and_ends_it(containers: Containers) -> None:
    task = start(containers, "python", "-c", "import time; time.sleep(60)")
    task.stop()
    deadline = time.monotonic() + 5
    while task.status == "running" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert task.status == "exited"
