"""buildspec.yml, run with stand-ins for what is outside, and for `make test` itself."""

import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from cruddur.devtools.install import ROOT
from tests.infra.buildspec import Build, read, run
from tests.infra.production import run_in_production

COMMIT = "0123456789abcdef0123456789abcdef01234567"
RELEASE = COMMIT[:12]
URI = "111111111111.dkr.ecr.us-east-1.amazonaws.com/cruddur"
PROJECT = {
    "STAGE": "small",
    "REPOSITORY": "cruddur",
    "REPOSITORY_URI": URI,
    "ARCHITECTURE": "arm64",
    "CRUDDUR_ACCOUNT": "111111111111",
    "CODEBUILD_RESOLVED_SOURCE_VERSION": COMMIT,
}
# Each writes down how it was called; those that are asked something answer.
STAND_IN = """#!/bin/sh
echo "$(basename "$0") $*" >> "$CALLS"
{does}
"""
MAKE = 'exit "${MAKE_TEST:-0}"'
DOCKER = 'if [ "$1" = login ]; then cat > /dev/null; fi'
NPM = """case "$*" in
    *"run build") mkdir -p frontend/dist; echo page > frontend/dist/index.html ;;
esac"""
CDK = "mkdir -p cdk.out && echo '{}' > cdk.out/manifest.json"
AWS = """case "$2" in
    get-login-password) echo password ;;
    describe-images) exit "${NO_IMAGE:-1}" ;;
    describe-image-scan-findings) echo "${CRITICAL:-None}" ;;
esac"""

Rehearse = Callable[..., tuple[Build, list[str]]]


@pytest.fixture
def rehearse(tmp_path: Path) -> Rehearse:
    """Run the file as it is; keywords go into its environment."""
    source, state, bin_, calls = (tmp_path / name for name in ("source", "state", "bin", "calls"))
    for directory in (source / "infra/node_modules/.bin", source / "cruddur", state, bin_):
        directory.mkdir(parents=True)
    for name in ("Dockerfile", "requirements.txt"):
        shutil.copy(ROOT / name, source / name)
    (source / "infra/release.py").touch()
    (source / "cruddur/__init__.py").touch()
    calls.touch()
    for name, does in {"make": MAKE, "docker": DOCKER, "npm": NPM, "aws": AWS, "node": ""}.items():
        stand_in(bin_ / name, does)
    stand_in(source / "infra/node_modules/.bin/cdk", CDK)

    def rehearse(**more: str) -> tuple[Build, list[str]]:
        environment = {
            **PROJECT,
            "PATH": f"{bin_}:/usr/local/bin:/usr/bin:/bin",
            "CALLS": str(calls),
            **more,
        }
        built = run(ROOT / "buildspec.yml", source=source, state=state, environment=environment)
        return built, calls.read_text().splitlines()

    return rehearse


def stand_in(path: Path, does: str) -> None:
    """Write a program there that notes how it is called, and does this."""
    path.write_text(STAND_IN.format(does=does))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_it_is_a_buildspec() -> None:
    assert list(read(ROOT / "buildspec.yml")["phases"]) == [
        "install",
        "pre_build",
        "build",
        "post_build",
    ]


def test_everything_in_order(rehearse: Rehearse) -> None:
    build, calls = rehearse()
    assert build.succeeded, build.output
    assert build.exported == {"RELEASE": RELEASE}
    told = [_first(calls, beginning) for beginning in _STEPS]
    assert told == sorted(told), calls


_STEPS = (
    "npm ci --prefix infra",
    "docker login --username AWS --password-stdin 111111111111.dkr.ecr.us-east-1.amazonaws.com",
    "make test",
    "docker build --platform linux/arm64",
    f"docker push {URI}:{RELEASE}",
    "aws ecr wait image-scan-complete",
    "aws ecr describe-image-scan-findings",
    "npm --prefix frontend run build",
    "cdk synth --all",
)


def test_what_a_release_needs_is_kept_and_what_it_can_do_without_is_not(
    rehearse: Rehearse,
) -> None:
    build, _ = rehearse()
    assert build.artifacts == {
        "release.txt",
        "cdk.out/manifest.json",
        "frontend/dist/index.html",
        "infra/release.py",
        "cruddur/__init__.py",
        "requirements.txt",
    }


def test_what_a_release_runs_needs_no_more_than_what_is_kept(tmp_path: Path) -> None:
    for kept in ("infra", "cruddur", "apps"):
        shutil.copytree(ROOT / kept, tmp_path / kept, ignore=shutil.ignore_patterns("node_modules"))
    done = run_in_production("import infra.release, infra.smoke", tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_image_stands_on_official_bases_and_is_called_after_its_commit(
    rehearse: Rehearse,
) -> None:
    _, calls = rehearse()
    built = calls[_first(calls, "docker build")]
    assert "--build-arg PYTHON=public.ecr.aws/docker/library/python:3.13" in built
    assert "--build-arg NODE=public.ecr.aws/docker/library/node:" in built
    assert f"--build-arg REVISION={RELEASE}" in built
    assert f"--tag {URI}:{RELEASE} ." in built


def test_the_stacks_are_synthesised_for_the_stage_and_the_image(rehearse: Rehearse) -> None:
    _, calls = rehearse(STAGE="production")
    assert f"-c stage=production -c image={RELEASE}" in calls[_first(calls, "cdk synth")]


def test_nothing_is_pushed_when_a_test_fails(rehearse: Rehearse) -> None:
    build, calls = rehearse(MAKE_TEST="1")
    assert build.phases == {"install": True, "pre_build": True, "build": False}
    assert not build.artifacts
    assert calls[-1] == "make test"


def test_a_critical_weakness_ends_it(rehearse: Rehearse) -> None:
    build, calls = rehearse(CRITICAL="2")
    assert not build.succeeded
    assert "The scan found critical weaknesses: 2" in build.output
    assert not any(call.startswith("cdk") for call in calls)


def test_a_commit_that_is_built_again_keeps_its_image(rehearse: Rehearse) -> None:
    build, calls = rehearse(NO_IMAGE="0")
    assert build.succeeded, build.output
    assert not any(call.startswith(("docker build", "docker push")) for call in calls)
    assert any("describe-image-scan-findings" in call for call in calls)


def _first(calls: list[str], beginning: str) -> int:
    """Which call it is."""
    return next(at for at, call in enumerate(calls) if call.startswith(beginning))
