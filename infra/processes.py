"""What runs from the one image: the commands of Cruddur's processes, and their patience.

Plain data, for it is read by the stacks, by the rehearsal and by whoever tries the image.
"""

from dataclasses import dataclass

PORT = 8000
# Whoever stands before something closes idle connections sooner than that does, so that nobody
# sends a request into a connection that is just being closed: CloudFront, the load balancer, the
# process. And an answer is waited for at CloudFront for less time than at the load balancer, so
# that there is one who gives up. A stream shows that it lives every 15 seconds
# (apps.realtime.streams.BEAT_SECONDS), well below all of them.
ORIGIN_KEEP_SECONDS = 50
ORIGIN_READ_SECONDS = 60
BALANCER_IDLE_SECONDS = 65
KEEP_ALIVE_SECONDS = 75

HEALTH_PATH = "/healthz"
_ASK_HEALTH = (
    f"import urllib.request as r; r.urlopen('http://127.0.0.1:{PORT}{HEALTH_PATH}', timeout=4)"
)
HEALTH_COMMAND = ("python", "-c", _ASK_HEALTH)


@dataclass(frozen=True, kw_only=True)
class Process:
    """One kind of process, as a task runs it."""

    name: str
    command: tuple[str, ...]
    # Connections to PostgreSQL that each process of it keeps at most.
    pool: int
    # Asked over HTTP, there and at HEALTH_PATH; without one nobody asks it anything.
    port: int | None = None
    # For how long the load balancer goes on with what is under way when a task is to go.
    drain_seconds: int = 0
    # From SIGTERM to SIGKILL. More than what the command itself takes to end.
    stop_seconds: int = 40


def _gunicorn(*arguments: str, graceful_seconds: int) -> tuple[str, ...]:
    return (
        "gunicorn",
        *arguments,
        f"--bind=0.0.0.0:{PORT}",
        f"--keep-alive={KEEP_ALIVE_SECONDS}",
        "--no-control-socket",
        f"--graceful-timeout={graceful_seconds}",
        # For its heartbeat: nothing else can be written to.
        "--worker-tmp-dir=/tmp",
        # Lines of JSON, also of who was answered what.
        "--config=python:cruddur.gunicorn_conf",
    )


WEB = Process(
    name="web",
    command=_gunicorn(
        *("cruddur.wsgi", "-k", "gthread", "--workers=2", "--threads=8"), graceful_seconds=25
    ),
    pool=8,
    port=PORT,
    drain_seconds=30,
)
EVENTS = Process(
    name="events",
    command=_gunicorn(
        *("cruddur.asgi", "-k", "cruddur.events_worker.EventsWorker", "--workers=1"),
        graceful_seconds=30,
    ),
    pool=8,
    port=PORT,
    drain_seconds=35,
)
WORKER = Process(
    name="worker",
    # Three at a time, so that an export, which takes minutes, keeps nothing else from being done.
    command=(
        *("python", "manage.py", "procrastinate", "worker"),
        *("--delete-jobs=successful", "--concurrency=3"),
    ),
    pool=4,
)
MIGRATE = Process(
    name="migrate",
    command=("python", "manage.py", "migrate", "--noinput"),
    pool=2,
)
# For what people run by hand: `manage.py` with a command of theirs, in place of this one.
HAND = Process(name="hand", command=("python", "manage.py", "check"), pool=8)

SERVICES = (WEB, EVENTS, WORKER)
ALL = (*SERVICES, MIGRATE, HAND)
