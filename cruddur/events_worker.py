"""gunicorn's ASGI worker for the events process: `gunicorn -k cruddur.events_worker.EventsWorker`.

gunicorn's own tells an application of its end when all connections have gone; streams would
stay until they are cut off.
"""

from gunicorn.workers.gasgi import ASGIWorker  # type: ignore[import-untyped]


class EventsWorker(ASGIWorker):  # type: ignore[misc]
    def handle_exit_signal(self) -> None:
        """SIGTERM: have the streams go elsewhere within `--graceful-timeout`."""
        super().handle_exit_signal()
        self.asgi.drain(self.cfg.graceful_timeout)
