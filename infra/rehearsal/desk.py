"""The administrator's desk: signing in at /admin/ with a browser's manners, over real TLS."""

import re
import ssl
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import (
    HTTPCookieProcessor,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from infra.visitor import NotAsMeant

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PASSWORD = re.compile(r"password:? (\S+)")


def sign_in(address: str, email: str, password: str, *, through: str, trusted: Path) -> str:
    """The page that comes after the sign-in. Raises NotAsMeant."""
    browser = _browser(through, trusted)
    login = f"{address}/admin/login/?next=/admin/"
    token = TOKEN.search(_read(browser, login)[1])
    if not token:
        raise NotAsMeant("/admin/login/ has no form.")
    form = {"username": email, "password": password, "csrfmiddlewaretoken": token[1]}
    landed, page = _read(browser, login, {**form, "next": "/admin/"})
    if landed != f"{address}/admin/":
        raise NotAsMeant(f"{email} was not signed in, but landed at {landed}.")
    return page


def _browser(through: str, trusted: Path) -> OpenerDirector:
    """It trusts the rehearsal's authority, and keeps cookies."""
    context = ssl.create_default_context(cafile=str(trusted))
    return build_opener(
        ProxyHandler({"https": through}), HTTPSHandler(context=context), HTTPCookieProcessor()
    )


def _read(browser: OpenerDirector, url: str, form: dict[str, str] | None = None) -> tuple[str, str]:
    """Where one landed, and what is there."""
    body = urlencode(form).encode() if form else None
    request = Request(url, body, {"Referer": url})  # noqa: S310 - https, at our own address
    try:
        with browser.open(request, timeout=20) as response:
            return response.url, response.read().decode()
    except OSError as error:
        raise NotAsMeant(f"{url} was not answered well: {error}") from error
