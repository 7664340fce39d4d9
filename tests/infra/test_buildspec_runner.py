"""The runner of buildspecs does as CodeBuild does."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.infra.buildspec import Build, NotABuildspec, read, run

Rehearse = Callable[..., Build]
PATH = "/usr/local/bin:/usr/bin:/bin"


@pytest.fixture
def rehearse(tmp_path: Path) -> Rehearse:
    """Run phases, given as lists of commands or whole, in an empty directory."""
    source, state = tmp_path / "source", tmp_path / "state"
    source.mkdir()
    state.mkdir()

    def rehearse(artifacts: object = None, env: object = None, **phases: object) -> Build:
        spec = {
            "version": 0.2,
            "env": {"shell": "bash", **(env if isinstance(env, dict) else {})},
            "phases": {
                name: phase if isinstance(phase, dict) else {"commands": phase}
                for name, phase in phases.items()
            },
            **({"artifacts": artifacts} if artifacts else {}),
        }
        path = tmp_path / "buildspec.yml"
        path.write_text(yaml.safe_dump(spec))
        return run(path, source=source, state=state, environment={"PATH": PATH, "GIVEN": "yes"})

    return rehearse


def test_phases_run_in_order_and_share_what_is_exported(rehearse: Rehearse) -> None:
    build = rehearse(
        build=["mkdir inner", "cd inner", "echo 3 $NAMED $GIVEN ${KEPT:-not kept} >&2"],
        install=["echo 1", "KEPT=here", "echo $KEPT"],
        pre_build=["export NAMED='two words'", "echo 2"],
        post_build=["basename $PWD"],
    )
    assert build.succeeded
    said = [line for line in build.output.splitlines() if not line.startswith("+")]
    assert said == ["1", "here", "2", "3 two words yes not kept", "inner"]


def test_variables_of_the_file_give_way_to_those_of_the_project(rehearse: Rehearse) -> None:
    build = rehearse(
        env={
            "variables": {"GIVEN": "no", "OTHER": "file"},
            "exported-variables": ["RESULT"],
        },
        build=["export RESULT=$GIVEN-$OTHER"],
    )
    assert build.exported == {"RESULT": "yes-file"}


@pytest.mark.parametrize(
    ("failing", "run_phases"),
    [
        ("install", ["install"]),
        ("pre_build", ["install", "pre_build"]),
        ("build", ["install", "pre_build", "build", "post_build"]),
        ("post_build", ["install", "pre_build", "build", "post_build"]),
    ],
)
def test_a_failure_ends_the_build_but_after_build_still_comes_post_build(
    rehearse: Rehearse, failing: str, run_phases: list[str]
) -> None:
    phases = {name: ["true"] for name in ("install", "pre_build", "build", "post_build")}
    build = rehearse(**{**phases, failing: ["false", "echo never"]})
    assert not build.succeeded
    assert list(build.phases) == run_phases
    assert "never\n" not in build.output.replace("+ echo never\n", "")


def test_a_phase_that_aborts_is_the_last(rehearse: Rehearse) -> None:
    build = rehearse(
        build={"commands": ["exit 3"], "on-failure": "ABORT"}, post_build=["echo never"]
    )
    assert build.phases == {"build": False}


def test_post_build_is_told_whether_build_succeeded(rehearse: Rehearse) -> None:
    build = rehearse(build=["false"], post_build=["echo told $CODEBUILD_BUILD_SUCCEEDING"])
    assert "told 0" in build.output


def test_finally_runs_after_a_failure_too(rehearse: Rehearse) -> None:
    build = rehearse(build={"commands": ["false"], "finally": ["echo at last"]})
    assert "at last" in build.output
    assert not build.succeeded


def test_artifacts_are_what_the_patterns_find(rehearse: Rehearse) -> None:
    build = rehearse(
        build=[
            "mkdir -p out/deep/node_modules",
            "touch a.txt b.md out/c out/deep/d out/deep/node_modules/e",
        ],
        artifacts={"files": ["*.txt", "out/**/*"], "exclude-paths": ["**/node_modules/**/*"]},
    )
    assert build.artifacts == {"a.txt", "out/c", "out/deep/d"}


def test_no_artifact_at_all_is_a_failure(rehearse: Rehearse) -> None:
    build = rehearse(build=["true"], artifacts={"files": ["nothing/**/*"]})
    assert build.phases == {"build": True, "upload_artifacts": False}


@pytest.mark.parametrize(
    "spec",
    [
        {"version": 0.1, "phases": {}},
        {"version": 0.2, "phases": {"bulid": {"commands": []}}},
        {"version": 0.2, "phases": {"build": {"command": ["true"]}}},
        {"version": 0.2, "phases": {"build": {"commands": [{"echo": "a colon"}]}}},
        {"version": 0.2, "phases": {}, "artefacts": {}},
    ],
)
def test_what_codebuild_does_not_know_is_refused(tmp_path: Path, spec: object) -> None:
    path = tmp_path / "buildspec.yml"
    path.write_text(yaml.safe_dump(spec))
    with pytest.raises(NotABuildspec):
        read(path)
