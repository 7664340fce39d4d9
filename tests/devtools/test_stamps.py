from pathlib import Path

from cruddur.devtools.stamps import Stamp, digest


def test_a_stamp_is_fresh_once_written(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "deep" / "stamp", digest("3.11"))
    assert not stamp.is_fresh()
    stamp.write()
    assert stamp.is_fresh()


def test_a_changed_file_changes_the_digest(tmp_path: Path) -> None:
    source = tmp_path / "requirements.txt"
    source.write_text("django==5.2")
    before = digest(source)
    source.write_text("django==5.3")
    assert digest(source) != before


def test_a_renamed_file_changes_the_digest(tmp_path: Path) -> None:
    source = tmp_path / "a.ts"
    source.write_text("x")
    before = digest(source)
    assert digest(source.rename(tmp_path / "b.ts")) != before
