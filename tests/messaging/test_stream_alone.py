"""The Lambda has boto3 and two files of ours, nothing else."""

import subprocess
import sys

ALONE = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        root = name.split(".")[0]
        if root in {"django", "rest_framework", "pynamodb", "ulid", "orjson", "cruddur"}:
            raise ImportError(f"the Lambda has no {root}")

sys.meta_path.insert(0, Refuse())
import apps.messaging.stream
ours = {name for name in sys.modules if name.split(".")[0] in {"apps", "cruddur"}}
assert ours == {"apps", "apps.messaging", "apps.messaging.stream", "apps.messaging.table"}, ours
assert callable(apps.messaging.stream.handler)
"""


def test_it_loads_without_django() -> None:
    loaded = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True)
    assert loaded.returncode == 0, loaded.stderr
