"""What the record of the RDS instance leads to: an embedded PostgreSQL, over TLS."""

import shutil
from pathlib import Path

import psycopg

from cruddur.devtools.lodging import Lodging
from cruddur.devtools.parts import Part
from cruddur.devtools.postgres import DATABASE, OWNER, Postgres
from infra.rehearsal.authority import Certificate

PORT = 5432


class Database(Postgres):
    """Listens on PostgreSQL's own port at an address of its own, as the endpoint says.

    So all that a task needs to be told is where the endpoint's name leads (PGHOSTADDR). As on RDS
    with `rds.force_ssl` nobody gets in without TLS.
    """

    def __init__(
        self, directory: Path, log: Path, password: str, *, address: str, certificate: Certificate
    ) -> None:
        super().__init__(directory, log, password, durable=False)
        self.address = address
        self.certificate = certificate

    def _start_server(self, lodging: Lodging, data: Path) -> Part:
        self.port = PORT
        self._force_tls(lodging, data)
        part = self._server(lodging, data)
        part.start()
        return part

    def _force_tls(self, lodging: Lodging, data: Path) -> None:
        rules = data / "pg_hba.conf"
        rules.write_text("hostssl all all all scram-sha-256\n")
        for name in ("certificate", "key"):
            copy = data / f"server.{name}"
            shutil.copyfile(getattr(self.certificate, name), copy)
            copy.chmod(0o600)
            lodging.give(copy)

    def _server(self, lodging: Lodging, data: Path) -> Part:
        part = super()._server(lodging, data)
        settings = (
            f"listen_addresses={self.address}",
            "ssl=on",
            "ssl_cert_file=server.certificate",
            "ssl_key_file=server.key",
        )
        part.argv += [argument for setting in settings for argument in ("-c", setting)]
        return part

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=self.address,
            port=self.port,
            user=OWNER,
            password=self.password,
            dbname=database,
            sslmode="require",
            autocommit=True,
            connect_timeout=2,
        )


__all__ = ["DATABASE", "Database"]
