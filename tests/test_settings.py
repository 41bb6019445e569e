from pathlib import Path

import pytest

from kg.errors import SettingsError
from kg.settings import Settings, load_settings, make_settings


def write(folder: Path, text: str) -> Path:
    path = folder / "kg.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_defaults_leave_places_out() -> None:
    assert Settings().kinds == ("person", "organisation", "initiative")


def test_load_settings_reads_values(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, 'kinds = ["person"]\nwindow = 2\n'))
    assert settings.kinds == ("person",)
    assert settings.window == 2


def test_load_settings_takes_paths_from_the_folder_of_the_file(tmp_path: Path) -> None:
    settings = load_settings(
        write(tmp_path, 'gazetteers = ["mine.jsonl"]\ndecisions = "who.csv"')
    )
    assert settings.gazetteers == (tmp_path / "mine.jsonl",)
    assert settings.decisions == tmp_path / "who.csv"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("windw = 1", "windw"),
        ("window = -1", "window"),
        ('kinds = ["robot"]', "kinds"),
        ("kinds == 3", "line 1"),
        ('kinds = "person"', "write a list"),
        ("kinds = []", "at least one"),
        ("decisions = 3", "path"),
        ('model = ""', "empty"),
    ],
)
def test_load_settings_names_what_is_wrong(
    tmp_path: Path, text: str, part: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert part in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_load_settings_passes_over_a_byte_order_mark(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, "\ufeffwindow = 1\n")).window == 1


def test_load_settings_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot read"):
        load_settings(tmp_path / "none.toml")


def test_make_settings_lists_known_names_for_an_unknown_one() -> None:
    with pytest.raises(SettingsError, match=r"known: .*window"):
        make_settings({"colour": "red"})


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())
