"""Production settings: strict unless asked otherwise."""

import os
import subprocess
import sys
from pathlib import Path

from rest_framework.test import APIClient

ROOT = Path(__file__).resolve().parent.parent.parent


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "SECRET_KEY": "k3y-" * 20 + "abcdefghij", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_deploy_is_clean() -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING", HTTPS="1", DEBUG="0")
    assert result.returncode == 0, result.stderr


def test_a_missing_setting_is_named() -> None:
    environment = {k: v for k, v in os.environ.items() if k != "COGNITO_USER_POOL_ID"}
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert "COGNITO_USER_POOL_ID" in result.stderr


def test_answers_carry_the_usual_headers(db: None) -> None:
    for path in ("/api/v1/config", "/admin/login/", "/api/docs/", "/api/v1/nothing"):
        headers = APIClient().get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy, path
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


def test_no_other_site_may_read_the_api(db: None) -> None:
    response = APIClient().get("/api/v1/config", headers={"origin": "https://evil.example"})
    assert not [name for name in response.headers if name.lower().startswith("access-control")]


def test_the_header_that_says_https_can_be_named() -> None:
    result = manage("diffsettings", SECURE_PROXY_HEADER="CloudFront-Forwarded-Proto")
    assert "('HTTP_CLOUDFRONT_FORWARDED_PROTO', 'https')" in result.stdout
