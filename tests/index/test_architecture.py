"""The rules of the house: who may import whom, and how large things may grow."""

import ast
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("index", "viewer")
MODULES = sorted(chain.from_iterable((ROOT / name).rglob("*.py") for name in PACKAGES))
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes()) for path in MODULES}

MAX_FILE = 400
MAX_FUNCTION = 50

TOP = {"viewer", "index", "resources", "tests", "pyproject.toml", "README.md", "LICENSE"}
TOP |= {".ci", ".git", ".gitignore"}
LOCK_FILES = ("requirements.lock", "uv.lock", "pylock.toml", "requirements.txt")

THREADS = {"threading", "_thread", "concurrent", "queue"}
PROCESSES = {"subprocess", "multiprocessing"}


def imports(name: str) -> Iterator[str]:
    """Yield the full names that a module imports, those for type checking left out."""
    tree = TREES[name]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def offenders(under: str, forbidden: tuple[str, ...], allowed: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name} imports {imported}"
        for name in TREES
        if name.startswith(under) and not name.startswith(allowed or ("\0",))
        for imported in imports(name)
        if f"{imported}.".startswith(tuple(f"{prefix}." for prefix in forbidden))
    ]


@pytest.mark.parametrize(
    ("under", "forbidden"),
    [
        ("index/", ("viewer", "PySide6", "platformdirs")),
        ("index/ingest/", ("index.search", "index.archive")),
        ("index/search/", ("index.ingest", "index.archive", "index.manifest")),
        ("index/engine/", ("index.search", "index.ingest", "index.archive", "index.manifest")),
        ("index/analysis/", ("index.engine", "index.search", "index.ingest", "index.archive")),
        ("viewer/", ("index.engine", "index.manifest", "whoosh")),
        ("viewer/models/", ("viewer.panes", "viewer.dialogs")),
    ],
)
def test_arrows_run_one_way(under, forbidden):
    assert offenders(under, forbidden) == []


def test_commands_need_no_display_but_print():
    assert offenders("viewer/cli/", ("PySide6",), allowed=("viewer/cli/print.py",)) == []


def test_only_the_task_boundary_touches_threads():
    assert offenders("viewer/", tuple(THREADS), allowed=("viewer/tasks.py",)) == []
    assert offenders("index/", tuple(THREADS), allowed=("index/engine/",)) == []
    users = [name for name in TREES if "QThread" in (ROOT / name).read_text(encoding="utf-8")]
    assert set(users) <= {"viewer/tasks.py"}


def test_only_the_controller_starts_processes():
    """So may the engine's workers, the crew that reads beside the process that writes (a document
    may hang or kill it), and the reader whose program of its own is tesseract. ``processes`` starts
    none: it waits for what those say."""
    allowed = ("index/ingest/controller.py", "index/ingest/crew.py", "index/engine/")
    allowed = (*allowed, "index/ingest/standby.py", "index/ingest/readers/ocr.py")
    allowed = (*allowed, "index/ingest/processes.py")
    assert offenders("", tuple(PROCESSES), allowed=allowed) == []


def test_only_folders_knows_the_platforms_own():
    assert offenders("viewer/", ("platformdirs",), allowed=("viewer/folders.py",)) == []


@pytest.mark.parametrize("name", TREES)
def test_every_module_says_what_it_is_for(name):
    assert ast.get_docstring(TREES[name]), f"{name} has no docstring"


@pytest.mark.parametrize("name", [name for name in TREES if not name.endswith("__init__.py")])
def test_every_module_has_a_test_of_its_name(name):
    folder, _, file = name.rpartition("/")
    test = f"tests/{folder}/test_{file.replace('__', '')}"
    assert (ROOT / test).is_file(), f"{name} is not tested by {test}"


@pytest.mark.parametrize("name", TREES)
def test_nothing_grows_too_large(name):
    lines = len((ROOT / name).read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_FILE, f"{name} has {lines} lines"
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MAX_FUNCTION, f"{name}: {node.name} has {length} lines"


def test_no_global_state_by_keyword_and_no_star():
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Global), f"{name} uses global"
            stars = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
            assert not stars, f"{name} imports everything of something"


def test_one_broad_except():
    """Only the task boundary catches whatever comes; to clean up and raise again is no catching."""
    broad = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and ast.unparse(node.body[-1]) != "raise"
    }
    assert broad <= {"viewer/tasks.py"}


def test_nothing_else_at_the_top():
    found = {path.name for path in ROOT.iterdir()}
    caches = {name for name in found if name.startswith(".") and name.endswith(("cache", "venv"))}
    known = TOP | caches | set(LOCK_FILES) | {".hypothesis", "__pycache__", "build", "dist"}
    assert {name for name in found - known if not name.endswith(".egg-info")} == set()
