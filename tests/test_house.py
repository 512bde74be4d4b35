"""The house rules that a machine can check."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

OURS = ("app.py", "pages", "scorecard", "tests", "benchmarks")
TOP = {
    "app.py", "pages", "scorecard", "data", "tests", "benchmarks", "requirements.txt", "requirements-dev.txt",
    ".streamlit", ".ci", "Makefile", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", ".gitignore",
}  # fmt: skip
LEFTOVERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "core", "base"}
STDLIB_IN_UI = set(sys.stdlib_module_names)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).exists()]


def sources(*folders: str) -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders]


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_top_level_holds_what_the_house_names_and_no_more():
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP


@pytest.mark.parametrize("path", sources("pages"), ids=ids)
def test_a_page_is_read_top_to_bottom(path: Path):
    text = path.read_text()
    tree = ast.parse(text)
    assert len(text.splitlines()) <= 80
    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Lambda))]
    if path.name != "__init__.py":
        assert "shell.page(" in text
        assert "needs=" in text


@pytest.mark.parametrize("path", sources("app.py", "pages", "scorecard"), ids=ids)
def test_a_file_is_small_and_says_in_one_sentence_what_it_is(path: Path):
    text = path.read_text()
    assert len(text.splitlines()) <= 300
    assert path.stem not in LEFTOVERS
    if text.strip():
        docstring = ast.get_docstring(ast.parse(text)) or ""
        assert docstring, "a module says in one sentence what it is"


def test_half_of_the_files_are_short():
    lengths = sorted(len(path.read_text().splitlines()) for path in sources("scorecard", "pages"))
    assert lengths[len(lengths) // 2] <= 160


@pytest.mark.parametrize("path", sources("app.py", "pages", "scorecard"), ids=ids)
def test_nothing_dangerous_is_called(path: Path):
    text = path.read_text()
    for banned in (
        "unsafe_allow_html=True",
        "unsafe_allow_javascript",
        "fillna(0)",
        'persist="disk"',
        "st.connection(",
    ):
        assert banned not in text, banned
    for name, call in calls(ast.parse(text)):
        assert name not in {"eval", "exec", "pickle.loads", "pickle.load", "__import__"}, name
        if name.endswith((".cache_data", ".cache_resource")):
            assert not [kw for kw in call.keywords if kw.arg == "persist"]


def test_no_file_in_the_ui_bears_a_standard_librarys_name():
    assert not {path.stem for path in sources("scorecard") if path.parent.name == "ui"} & STDLIB_IN_UI - {"__init__"}


@pytest.mark.parametrize("path", [p for p in tracked() if p.suffix in {".py", ".md", ".toml", ".txt", ""}], ids=ids)
def test_the_project_speaks_of_itself_alone(path: Path):
    try:
        text = path.read_text()
    except UnicodeDecodeError:
        return
    hosts = "|".join(("pypi" + r"\.org", "npmjs" + r"\.(com|org)", "deb" + r"\.debian\.org", "pythonhosted" + r"\.org"))
    places = "|".join(("/wor" + "k/(main|shared)", "/ro" + "ot/", "/tm" + "p/[a-z]+-"))
    assert not re.search(f"{hosts}|{places}|" + "TO" + "DO|FIX" + "ME", text)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_pinned_and_says_why(name: str):
    for line in (ROOT / name).read_text().splitlines():
        if line and not line.startswith(("#", "-r ")):
            assert re.fullmatch(r"[A-Za-z0-9_.\[\]-]+==[0-9][\w.]*  # \S.+", line), line


def test_every_room_on_a_page_has_its_name_on_the_floors_below():
    for path in sources("pages"):
        if path.name != "__init__.py":
            rooms = set(re.findall(r"from scorecard\.reports(?:\.(\w+))? import", path.read_text()))
            assert rooms, f"{path.name} asks no report"
            assert all(room and (ROOT / "scorecard/reports" / f"{room}.py").exists() for room in rooms)


def test_the_readme_is_short_and_names_the_two_commands():
    readme = (ROOT / "README.md").read_text()
    assert len(readme.splitlines()) <= 120
    assert "make run" in readme
    assert "make test" in readme


def test_config_binds_to_this_machine_only_and_phones_nobody():
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["runner"]["magicEnabled"] is False
    assert config["runner"]["postScriptGC"] is False
