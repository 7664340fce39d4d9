"""`make checkov`: what checkov has to say of the templates, as a report for people to read.

It decides nothing: what has to hold is asserted in tests/infra, and cdk-nag's findings are each
mended or acknowledged with a reason. Writes var/checkov/report.json, and prints one line a rule.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from cruddur.devtools.console import Refusal, step
from cruddur.devtools.install import INFRA, TOOLS, VAR, python_environment
from infra.cdk import Cdk

PYTHON = TOOLS / "checkov" / "bin" / "python"
DIRECTORY = VAR / "checkov"
STAGE = "production"


def main() -> int:
    python_environment("Installing checkov", PYTHON, INFRA / "checkov-requirements.txt")
    assembly = DIRECTORY / "assembly"
    try:
        Cdk(os.environ, assembly, DIRECTORY).synth(STAGE, "report")
        with step("Asking checkov"):
            report = _asked(sorted(assembly.glob("*.template.json")))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    kept = DIRECTORY / "report.json"
    kept.write_text(json.dumps(report, indent=2) + "\n")
    _tell(report)
    print(f"The whole of it is in {kept}.")
    return 0


def _asked(templates: list[Path]) -> list[dict[str, Any]]:
    """A report a template. Raises Refusal where checkov itself fails."""
    command = [
        *(str(PYTHON.with_name("checkov")), "--framework=cloudformation", "--output=json"),
        *("--quiet", "--compact", "--skip-download", "--soft-fail"),
        *(f"--file={template}" for template in templates),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Refusal(f"checkov failed: {done.stderr[-2000:]}")
    answered = json.loads(done.stdout)
    return answered if isinstance(answered, list) else [answered]


def _tell(report: list[dict[str, Any]]) -> None:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for part in report:
        for check in part["results"]["failed_checks"]:
            found[check["check_id"], check["check_name"]].append(check["resource"])
    passed = sum(part["summary"]["passed"] for part in report)
    failed = sum(map(len, found.values()))
    print(f"\n{passed} passed, {failed} findings of {len(found)} rules:")
    for (rule, name), resources in sorted(found.items()):
        print(f"  {rule:<14} {len(resources):>3}  {name}")


if __name__ == "__main__":
    sys.exit(main())
