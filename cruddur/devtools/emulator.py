"""The AWS emulator: MiniStack, in its own virtual environment, on loopback."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3

from cruddur.devtools.install import EMULATOR_PYTHON
from cruddur.devtools.parts import Part
from cruddur.devtools.ports import LOOPBACK, listening_socket, port_of
from cruddur.devtools.probes import answers

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient

REGION = "us-east-1"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
LAUNCHER = Path(__file__).with_name("emulator_launcher.py")


class Emulator:
    """One emulator with its state in `directory`, or in memory only where it is not durable."""

    def __init__(self, directory: Path, log: Path, *, durable: bool = True) -> None:
        self.directory = directory
        self.durable = durable
        self.socket = listening_socket()
        self.url = f"http://{LOOPBACK}:{port_of(self.socket)}"
        self.part = Part(
            name="emulator",
            argv=[str(EMULATOR_PYTHON), str(LAUNCHER), str(self.socket.fileno())],
            env=self._environment(),
            log=log,
            cwd=directory,
            is_ready=lambda: answers(f"{self.url}/_ministack/health"),
            inherited_fds=(self.socket.fileno(),),
        )
        self._session = boto3.Session(
            CREDENTIALS["AWS_ACCESS_KEY_ID"],
            CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            region_name=REGION,
        )

    def start(self) -> None:
        for name in ("state", "s3", "tmp"):
            (self.directory / name).mkdir(parents=True, exist_ok=True)
        self.part.start()

    def cognito(self) -> "CognitoIdentityProviderClient":
        return self._session.client("cognito-idp", endpoint_url=self.url)

    def dynamodb(self) -> "DynamoDBClient":
        return self._session.client("dynamodb", endpoint_url=self.url)

    def iam(self) -> Any:  # its types are not among our boto3-stubs
        return self._session.client("iam", endpoint_url=self.url)

    def lambdas(self) -> "LambdaClient":
        return self._session.client("lambda", endpoint_url=self.url)

    def s3(self) -> "S3Client":
        return self._session.client("s3", endpoint_url=self.url)

    def sqs(self) -> "SQSClient":
        return self._session.client("sqs", endpoint_url=self.url)

    def _environment(self) -> dict[str, str]:
        persist = "1" if self.durable else "0"
        return {
            "PATH": os.environ["PATH"],
            "GATEWAY_PORT": str(port_of(self.socket)),
            "BIND_HOST": LOOPBACK,
            "PERSIST_STATE": persist,
            "STATE_DIR": str(self.directory / "state"),
            "S3_PERSIST": persist,
            "S3_DATA_DIR": str(self.directory / "s3"),
            "TMPDIR": str(self.directory / "tmp"),
            "AUTH": "true",  # or any confirmation code is right
            "LAMBDA_EXECUTOR": "local",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "PYTHONUNBUFFERED": "1",
        }
