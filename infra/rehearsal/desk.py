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
PASSWORD = re.compile(r"password: (\S+)")


def sign_in(address: str, email: str, password: str, *, through: str, trusted: Path) -> str:
    """The page that comes after the sign-in. Raises NotAsMeant."""
    browser = _browser(through, trusted)
    login = f"{address}/admin/login/?next=/admin/"
    token = TOKEN.search(_read(browser, Request(login))[1])
    if not token:
        raise NotAsMeant("/admin/login/ has no form.")
    form = {"username": email, "password": password, "csrfmiddlewaretoken": token[1]}
    asked = Request(
        login, urlencode({**form, "next": "/admin/"}).encode(), headers={"Referer": login}
    )
    landed, page = _read(browser, asked)
    if landed != f"{address}/admin/":
        raise NotAsMeant(f"{email} was not signed in, but landed at {landed}.")
    return page


def _browser(through: str, trusted: Path) -> OpenerDirector:
    """It trusts the rehearsal's authority, and keeps cookies."""
    context = ssl.create_default_context(cafile=str(trusted))
    return build_opener(
        ProxyHandler({"https": through}), HTTPSHandler(context=context), HTTPCookieProcessor()
    )


def _read(browser: OpenerDirector, request: Request) -> tuple[str, str]:
    """Where one landed, and what is there."""
    try:
        with browser.open(request, timeout=20) as response:
            return response.url, response.read().decode()
    except OSError as error:
        raise NotAsMeant(f"{request.full_url} was not answered well: {error}") from error
