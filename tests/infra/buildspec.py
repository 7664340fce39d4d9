"""Runs a buildspec as CodeBuild does, as far as Cruddur's has need of it.

Phases in order, the commands of each in one shell whose exported variables and directory the
next phase takes over; what fails ends its phase. After a failure in `install` or `pre_build`
nothing more is run, after one in `build` still `post_build` is, unless the phase says ABORT.
Artifacts are looked for after a success. https://docs.aws.amazon.com/codebuild/ is the source.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

PHASES = ("install", "pre_build", "build", "post_build")
KNOWN = {
    "": {"version", "env", "phases", "artifacts"},
    "env": {"shell", "variables", "exported-variables"},
    "phase": {"on-failure", "runtime-versions", "commands", "finally"},
    "artifacts": {"files", "exclude-paths", "base-directory"},
}
# Each command as it is; the state is kept for the next phase whatever becomes of this one.
SHELL = """
trap 'code=$?; export -p > "$STATE/exported"; pwd > "$STATE/directory"; exit $code' EXIT
for STEP in "$STATE"/commands/*; do
    echo "+ $(head -n 1 "$STEP")"
    eval "$(cat "$STEP")" || exit $?
done
"""


class NotABuildspec(Exception):
    """The file says what CodeBuild, or this runner, does not know; the message says what."""


@dataclass
class Build:
    """What became of a build."""

    phases: dict[str, bool] = field(default_factory=dict)
    output: str = ""
    exported: dict[str, str] = field(default_factory=dict)
    artifacts: set[str] = field(default_factory=set)

    @property
    def succeeded(self) -> bool:
        return all(self.phases.values())


def read(path: Path) -> dict[str, Any]:
    """The buildspec, with nothing in it that is not known. Raises NotABuildspec."""
    spec: dict[str, Any] = yaml.safe_load(path.read_text())
    _know(spec, "")
    _know(spec.get("env", {}), "env")
    _know(spec.get("artifacts", {}), "artifacts")
    if str(spec["version"]) != "0.2":
        raise NotABuildspec(f"version {spec['version']}")
    for name, phase in spec["phases"].items():
        if name not in PHASES:
            raise NotABuildspec(f"phase {name}")
        _know(phase, "phase")
        for command in (*phase.get("commands", ()), *phase.get("finally", ())):
            if not isinstance(command, str):
                raise NotABuildspec(f"a command of {name} is no string: {command}")
    return spec


def _know(section: Mapping[str, Any], kind: str) -> None:
    if unknown := set(section) - KNOWN[kind]:
        raise NotABuildspec(f"{kind or 'the file'} has {', '.join(sorted(unknown))}")


def run(path: Path, *, source: Path, state: Path, environment: Mapping[str, str]) -> Build:
    """Run it in `source`. `state` is an empty directory for what is kept between phases."""
    spec = read(path)
    settings = spec.get("env", {})
    build = Build()
    variables = {
        **settings.get("variables", {}),
        **environment,
        "CODEBUILD_SRC_DIR": str(source),
        "STATE": str(state),
    }
    shell = settings.get("shell", "sh")
    for name in PHASES:
        if name in spec["phases"] and _is_run(name, spec, build):
            _run_phase(name, spec["phases"][name], shell, variables, source, build)
    exported = _exported(state)
    build.exported = {name: exported[name] for name in settings.get("exported-variables", ())}
    if build.succeeded:
        build.artifacts = set(_artifacts(spec.get("artifacts", {}), source))
        if not build.artifacts and "artifacts" in spec:
            build.phases["upload_artifacts"] = False
    return build


def _is_run(name: str, spec: dict[str, Any], build: Build) -> bool:
    failed = [phase for phase, succeeded in build.phases.items() if not succeeded]
    if not failed:
        return True
    aborts = any(spec["phases"][phase].get("on-failure") == "ABORT" for phase in failed)
    return name == "post_build" and failed == ["build"] and not aborts


def _run_phase(
    name: str,
    phase: dict[str, Any],
    shell: str,
    variables: dict[str, str],
    source: Path,
    build: Build,
) -> None:
    """Run its commands, and `finally` whatever became of them."""
    environment = {**variables, "CODEBUILD_BUILD_SUCCEEDING": "1" if build.succeeded else "0"}
    succeeded = [
        _run_commands(commands, shell, environment, source, build)
        for commands in (phase.get("commands", []), phase.get("finally", []))
        if commands
    ]
    build.phases[name] = all(succeeded)


def _run_commands(
    commands: list[str], shell: str, environment: dict[str, str], source: Path, build: Build
) -> bool:
    state = Path(environment["STATE"])
    steps = state / "commands"
    steps.mkdir(exist_ok=True)
    for old in steps.iterdir():
        old.unlink()
    for number, command in enumerate(commands):
        (steps / f"{number:03}").write_text(command)
    before = _exported(state)
    directory = state / "directory"
    done = subprocess.run(
        [shell, "-c", SHELL],
        env={**environment, **before, "STATE": str(state)}
        | {"CODEBUILD_BUILD_SUCCEEDING": environment["CODEBUILD_BUILD_SUCCEEDING"]},
        cwd=directory.read_text().strip() if directory.exists() else source,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    build.output += done.stdout
    return done.returncode == 0


def _exported(state: Path) -> dict[str, str]:
    """What the last shell had exported, read back by a shell of the same kind."""
    kept = state / "exported"
    if not kept.exists():
        return {}
    said = subprocess.run(
        ["bash", "-c", f'source "{kept}"; env -0'],
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    entries = (entry.partition("=") for entry in said.split("\0") if entry)
    return {name: value for name, _, value in entries if name not in ("_", "SHLVL", "PWD")}


def _artifacts(wanted: Mapping[str, Any], source: Path) -> Iterator[str]:
    """The paths, from the base directory, that the patterns find."""
    base = source / wanted.get("base-directory", ".")
    for pattern in wanted.get("files", ()):
        for path in base.glob(pattern.removesuffix("/*") if pattern.endswith("**/*") else pattern):
            for found in path.rglob("*") if path.is_dir() else [path]:
                relative = found.relative_to(base).as_posix()
                if found.is_file() and not _is_excluded(relative, wanted):
                    yield relative


def _is_excluded(relative: str, wanted: Mapping[str, Any]) -> bool:
    return any(_expression(each).fullmatch(relative) for each in wanted.get("exclude-paths", ()))


def _expression(pattern: str) -> re.Pattern[str]:
    """Two stars are any directories, or none; one is what has no slash in it."""
    parts = re.split(r"(\*\*/|\*)", pattern)
    meaning = {"**/": "(?:.*/)?", "*": "[^/]*"}
    return re.compile("".join(meaning.get(part) or re.escape(part) for part in parts))
