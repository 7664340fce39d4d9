"""The internet of the rehearsal: whoever asks for CloudFront's name comes to the emulator.

It is a proxy. What is asked of it by CONNECT is answered over TLS with a certificate for that
name; what is asked plainly is for the site. In both cases CloudFront is told that it was HTTPS,
and says so to what is behind it, as the real one does.
"""

import http.client
import ssl
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from cruddur.devtools.ports import LOOPBACK
from infra.rehearsal.authority import Authority

# CloudFront's own read timeout is 60 s; whatever is wrong is to be seen as its error.
SECONDS = 70
CHUNK = 65536
OF_ONE_CONNECTION = {"connection", "keep-alive", "proxy-connection", "transfer-encoding"}
OF_THE_EDGE = {"X-Forwarded-Proto": "https", "CloudFront-Forwarded-Proto": "https"}


class Front(ThreadingHTTPServer):
    """Serves from `start` to `close`. `site` is the host that is meant where none is named."""

    daemon_threads = True

    def __init__(self, emulator_url: str, authority: Authority) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.emulator = urlsplit(emulator_url).netloc
        self.authority = authority
        self.url = f"http://{LOOPBACK}:{self.server_port}"
        self.site = ""

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.shutdown()
        self.server_close()

    def secure(self, host: str) -> ssl.SSLContext:
        issued = self.authority.issue(host)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(issued.certificate, issued.key)
        return context

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away, or a task that ends, is nothing to report."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Front

    def do_CONNECT(self) -> None:
        host = self.path.rpartition(":")[0]
        self.send_response(200)
        self.end_headers()
        self.connection = self.server.secure(host).wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.close_connection = False

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        connection = http.client.HTTPConnection(self.server.emulator, timeout=SECONDS)
        with closing(connection):
            connection.request(self.command, self.path, body, self._headers())
            response = connection.getresponse()
            self.send_response_only(response.status, response.reason)
            for name, value in response.getheaders():
                if name.lower() not in OF_ONE_CONNECTION:
                    self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            while chunk := response.read1(CHUNK):
                self.wfile.write(chunk)
                self.wfile.flush()
        self.close_connection = True

    do_DELETE = do_GET = do_HEAD = do_OPTIONS = do_PATCH = do_POST = do_PUT = answer

    def _headers(self) -> dict[str, str]:
        given = {
            name: value
            for name, value in self.headers.items()
            if name.lower() not in OF_ONE_CONNECTION
        }
        own = urlsplit(self.server.url).netloc
        if given.get("Host") == own:
            given["Host"] = self.server.site
        return {**given, **OF_THE_EDGE}

    def log_message(self, format: str, *args: object) -> None:
        """What is asked is in the emulator's log."""
