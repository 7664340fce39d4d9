"""Who sees what, in exports: the matrix of routes asked of the files that people take away."""

import io
import json
from collections.abc import Callable
from zipfile import ZipFile

import pytest

from apps.account import contents
from apps.account.models import Export
from apps.account.progress import Progress
from apps.profiles.models import User
from tests.posts.test_matrix import SECRET, SETTINGS, VIEWERS, build, may_see

pytestmark = pytest.mark.django_db

# Who cannot sign in takes nothing away.
PEOPLE = tuple(name for name in VIEWERS if name not in ("nobody", "suspended"))
# Where his words are in the author's own export.
CRUDS = {"cruds.html", "data/cruds.json"}
HIS_OWN = {
    "scheduled": {"data/drafts.json"}, "draft": {"data/drafts.json"},
    "expired": set[str](), "deleted": set[str](),
}  # fmt: skip


def export(person: User) -> ZipFile:
    person.refresh_from_db()
    file = io.BytesIO()
    contents.write(file, person, Progress(Export.objects.create(owner=person)))
    return ZipFile(file)


@pytest.mark.parametrize("setting", SETTINGS)
def test_words_are_their_authors_alone_and_places_told_to_who_may_see(
    setting: str, run_tasks: Callable[[], int]
) -> None:
    scene = build(setting)
    run_tasks()
    for viewer in PEOPLE:
        file = export(scene.people[viewer])
        seen = {name for name in file.namelist() if SECRET.encode() in file.read(name)}
        assert seen == (HIS_OWN.get(setting, CRUDS) if viewer == "author" else set()), viewer
        for name in ("likes", "reposts", "bookmarks"):
            marks = json.loads(file.read(f"data/{name}.json"))
            named = {mark["author"] for mark in marks if mark["post"] == str(scene.ids["s"])}
            expected = "author" if may_see(setting, viewer, "posts/{s}") else None
            assert named <= {expected}, (viewer, name)
            # Else an export without any would do.
            assert named or setting != "public", (viewer, name)
