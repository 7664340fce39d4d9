"""What the worker process has of its own. See `PROCRASTINATE_ON_APP_READY`."""

from functools import partial

from procrastinate import App
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector
from psycopg_pool import AsyncConnectionPool

from apps.core.logins import async_connection
from apps.core.metrics import tell_of_the_queue


class Connector(DjangoConnector):
    """Django's connections, but for the worker, which has a pool of its own."""

    def get_worker_connector(self) -> BaseAsyncConnector:
        """As procrastinate's, with our way of making connections. A worker begins with it."""
        tell_of_the_queue()
        pool = partial(AsyncConnectionPool, connection_class=async_connection())
        return PsycopgConnector(pool_factory=pool, kwargs=connector_params(self.alias))


def use_connector(app: App) -> None:
    app.connector = app.job_manager.connector = Connector()
