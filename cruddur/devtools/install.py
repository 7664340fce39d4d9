"""Installs what the stack needs, and skips what is there already. Standard library only."""

import shutil
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from cruddur.devtools import console
from cruddur.devtools.console import Refusal
from cruddur.devtools.lanes import side_by_side
from cruddur.devtools.locks import taking_turns
from cruddur.devtools.stamps import Stamp, digest

ROOT = Path(__file__).resolve().parents[2]
DEVTOOLS = ROOT / "cruddur" / "devtools"
FRONTEND = ROOT / "frontend"
BROWSER = ROOT / "tests" / "e2e"
BENCH = ROOT / "tests" / "bench"
INFRA = ROOT / "infra"
VAR = ROOT / "var"
LOGS = VAR / "log"
TOOLS = VAR / "tools"
PYTHON = ROOT / ".venv" / "bin" / "python"
EMULATOR_PYTHON = TOOLS / "emulator" / "bin" / "python"
PLOT_PYTHON = TOOLS / "plot" / "bin" / "python"
NOT_BUILT_FROM = {"node_modules", "dist", "coverage", ".vite"}


def for_run() -> None:
    with _one_at_a_time():
        side_by_side(_python_parts, _node_parts)
        _frontend_build()


def for_dev() -> None:
    with _one_at_a_time():
        side_by_side(_python_parts, _node_parts)


def for_tests() -> None:
    with _one_at_a_time():
        side_by_side(_python_parts_of_the_tests, _node_parts_of_the_tests)
        _frontend_build()


def for_bench() -> None:
    with _one_at_a_time():
        side_by_side(_python_parts_of_the_bench, _node_parts_of_the_bench)


def for_python() -> None:
    with _one_at_a_time():
        _own_packages()


def for_synth() -> None:
    with _one_at_a_time():
        side_by_side(_infra_packages, _cdk)


def for_rehearsal() -> None:
    with _one_at_a_time():
        side_by_side(_python_parts_of_the_tests, _node_parts_of_the_rehearsal)
        _frontend_build()


def for_deploy() -> None:
    with _one_at_a_time():
        side_by_side(_infra_packages, _cdk_and_frontend)
        _frontend_build()


def _one_at_a_time() -> AbstractContextManager[None]:
    """`make run` and `make test` of one clone share what is installed."""
    VAR.mkdir(mode=0o700, exist_ok=True)
    return taking_turns(TOOLS / "installing")


def _python_parts() -> None:
    _own_packages()
    python_environment(
        "Installing the AWS emulator", EMULATOR_PYTHON, DEVTOOLS / "emulator-requirements.txt"
    )


def _node_parts() -> None:
    _npm_packages("Installing PostgreSQL", DEVTOOLS)
    _npm_packages("Installing the frontend's packages", FRONTEND)


def _python_parts_of_the_tests() -> None:
    _python_parts()
    _infra_packages()


def _node_parts_of_the_tests() -> None:
    _node_parts()
    _cdk()
    _npm_packages("Installing the browser for tests", BROWSER)


def _node_parts_of_the_rehearsal() -> None:
    _node_parts()
    _cdk()


def _python_parts_of_the_bench() -> None:
    _python_parts()
    python_environment("Installing what plots", PLOT_PYTHON, BENCH / "plot-requirements.txt")


def _node_parts_of_the_bench() -> None:
    _npm_packages("Installing PostgreSQL", DEVTOOLS)
    _npm_packages("Installing the load tool", BENCH)


def _cdk() -> None:
    _npm_packages("Installing the CDK's command", INFRA)


def _cdk_and_frontend() -> None:
    _cdk()
    _npm_packages("Installing the frontend's packages", FRONTEND)


def _infra_packages() -> None:
    """On top of Cruddur's own, in the same environment: the tests look at both."""
    _own_packages()
    python_environment(
        "Installing the CDK",
        PYTHON,
        INFRA / "requirements.txt",
        also=ROOT / "requirements-dev.txt",
    )


def _own_packages() -> None:
    python_environment(
        "Installing Cruddur's Python packages", PYTHON, ROOT / "requirements-dev.txt"
    )


def python_environment(
    title: str, python: Path, requirements: Path, *, also: Path | None = None
) -> None:
    """A virtual environment that holds what `requirements` pins, hashes checked.

    `also` is what it holds besides, put there before.
    """
    environment = python.parent.parent
    name, mark, sources = requirements.stem, ".installed", [requirements]
    if also:
        name = f"{requirements.parent.name}-{name}"
        mark, sources = f".installed-{name}", [requirements, also]
    stamp = Stamp(environment / mark, digest(sys.version, *sources))
    if stamp.is_fresh() and python.exists():
        return
    _make_environment(environment, python)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--progress-bar=off"]
    console.run(
        title,
        [*pip, "--require-hashes", "-r", str(requirements)],
        cwd=ROOT,
        log=LOGS / f"install-{name}.log",
    )
    stamp.write()


def _make_environment(environment: Path, python: Path) -> None:
    """Make it where there is none, or where the interpreter that made it has gone."""
    if python.exists():
        return
    shutil.rmtree(environment, ignore_errors=True)
    try:
        import ensurepip  # noqa: F401  (Debian keeps it in a package of its own)
    except ImportError as error:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Refusal(
            f"Python {version} here cannot make virtual environments: "
            f"install the package python{version}-venv (as root: apt install python{version}-venv)."
        ) from error
    console.run(
        f"Making {environment.relative_to(ROOT)}",
        [sys.executable, "-m", "venv", str(environment)],
        cwd=ROOT,
        log=LOGS / "install-venv.log",
    )


def _npm_packages(title: str, directory: Path) -> None:
    stamp = Stamp(
        directory / "node_modules" / ".installed", digest(directory / "package-lock.json")
    )
    if stamp.is_fresh():
        return
    console.run(
        title,
        ["npm", "ci", "--no-fund", "--no-audit", "--ignore-scripts"],
        cwd=directory,
        log=LOGS / f"install-{directory.name}-npm.log",
    )
    stamp.write()


def _frontend_build() -> None:
    sources = sorted(
        path
        for entry in FRONTEND.iterdir()
        if entry.name not in NOT_BUILT_FROM
        for path in ([entry] if entry.is_file() else entry.rglob("*"))
        if path.is_file()
    )
    stamp = Stamp(TOOLS / "frontend-built", digest(*sources))
    if stamp.is_fresh() and (FRONTEND / "dist" / "index.html").exists():
        return
    console.run(
        "Building the frontend",
        ["npm", "run", "build"],
        cwd=FRONTEND,
        log=LOGS / "frontend-build.log",
    )
    stamp.write()
