"""The Chromium for tests: carried by the npm package @sparticuz/chromium, unpacked once."""

import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from cruddur.devtools.console import Refusal
from cruddur.devtools.install import BROWSER, TOOLS
from cruddur.devtools.locks import taking_turns
from cruddur.devtools.stamps import Stamp, digest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType

PACKAGE = BROWSER / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = TOOLS / "chromium"
AXE = BROWSER / "node_modules" / "axe-core" / "axe.min.js"
# Beside the browser in its package: software rendering, fonts, libraries.
ARCHIVES = ("swiftshader.tar.br", "fonts.tar.br", "al2023.tar.br")
# Root may not use Chromium's own sandbox, and the pages are ours.
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--font-render-hinting=none")
DECOMPRESS = "process.stdin.pipe(require('zlib').createBrotliDecompress()).pipe(process.stdout)"
FONTS = "<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"


def launch(chromium: "BrowserType") -> "Browser":
    """Playwright's `chromium`, launched headless."""
    return chromium.launch(
        executable_path=chromium_path(), args=ARGUMENTS, env={**chromium_environment()}
    )


def chromium_path() -> str:
    """The executable, unpacked at the first call.

    CHROMIUM names one that is on the machine, as it must where the package has none.
    """
    if own := os.environ.get("CHROMIUM"):
        return own
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "amd64"):
        raise Refusal(
            "The Chromium for tests is for Linux on x86-64: name yours with CHROMIUM=path."
        )
    with taking_turns(TOOLS / "unpacking"):
        _unpack_once()
    return str(UNPACKED / "chromium")


def chromium_environment() -> dict[str, str]:
    """The environment that the browser needs: its own libraries where the machine has none."""
    environment = dict(os.environ)
    if _lacks_libraries():
        environment["LD_LIBRARY_PATH"] = str(UNPACKED / "lib")
    if not Path("/etc/fonts").exists():
        environment["FONTCONFIG_FILE"] = str(UNPACKED / "fonts.conf")
    return environment


def _unpack_once() -> None:
    stamp = Stamp(UNPACKED / ".unpacked", digest(PACKAGE / "package.json"))
    if stamp.is_fresh():
        return
    shutil.rmtree(UNPACKED, ignore_errors=True)
    UNPACKED.mkdir(parents=True)
    executable = UNPACKED / "chromium"
    executable.write_bytes(_decompressed("chromium.br"))
    executable.chmod(0o755)
    for name in ARCHIVES:
        with tarfile.open(fileobj=io.BytesIO(_decompressed(name))) as archive:
            archive.extractall(UNPACKED, filter="data")
    fonts = FONTS.format(fonts=UNPACKED / "fonts", cache=UNPACKED / "font-cache")
    (UNPACKED / "fonts.conf").write_text(fonts)
    stamp.write()


def _decompressed(name: str) -> bytes:
    """The brotli file's content; Node.js can read it and Python's library cannot."""
    with (PACKAGE / "bin" / name).open("rb") as packed:
        return subprocess.run(
            ["node", "-e", DECOMPRESS], stdin=packed, stdout=subprocess.PIPE, check=True
        ).stdout


def _lacks_libraries() -> bool:
    linked = subprocess.run(
        ["ldd", str(UNPACKED / "chromium")], capture_output=True, text=True
    ).stdout
    return "not found" in linked
