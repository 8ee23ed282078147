"""The README tells of every command and option, and what it tells to run exists."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from viewer.cli.commands import COMMANDS, command_parser
from viewer.exporting.formats import FORMATS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def option_strings(name: str) -> set[str]:
    actions = command_parser(name)._actions
    return {option for action in actions for option in action.option_strings} - {"-h", "--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told(name):
    assert f"fonds {name}" in README
    assert f"| `{name}` |" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_told(name):
    told = set(re.findall(r"`(--?[a-z]+(?:-[a-z]+)*)", README))
    assert option_strings(name) <= told


def test_every_option_that_is_told_exists():
    known = set.union(*map(option_strings, COMMANDS)) | {"--help", "--version", "-h"}
    table = README.split("| option | meaning |")[1].split("\n\n")[0]
    told = re.findall(r"^\| (.*?) \| ", table, re.MULTILINE)[1:]
    options = {option for cell in told for option in re.findall(r"`(--?[a-z-]+)", cell)}
    assert options <= known


def test_every_export_format_is_told():
    assert f"--format {'|'.join(FORMATS)}" in README


def test_every_example_is_understood():
    examples = [
        line.split("#")[0].strip()
        for block in blocks("sh")
        for line in block.splitlines()
        if line.startswith("fonds ")
    ]
    assert len(examples) >= len(COMMANDS) - 2
    for example in examples:
        _, name, *words = shlex.split(example)
        command_parser(name).parse_args(words)


def test_the_two_commands_exist():
    commands = [line.split("#")[0].strip() for line in blocks("sh")[0].splitlines()]
    assert commands == ["sh .ci/fonds window", "sh .ci/fonds test"]
    script = (ROOT / ".ci" / "fonds").read_text(encoding="utf-8")
    for command in commands:
        assert re.search(rf"^{command.split()[-1]}\)", script, re.MULTILINE)


def test_every_file_that_is_told_exists():
    for name in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"sh (\.ci/[a-z]+)", README):
        assert (ROOT / name).exists(), name


def test_every_dependency_is_told_with_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = README.split("## Dependencies")[1].split("\n## ")[0]
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=!~\[; ]", requirement)[0]
        assert name in table, name


def test_the_json_that_is_told_is_the_json_that_is_written():
    from index.progress import Report
    from index.record import Record
    from viewer.cli.updating import report_object
    from viewer.exporting.objects import record_object

    told = README.split("### JSON")[1].split("```")[1]
    for key in (*report_object("a", Report()), *record_object(Record(id="", title="", body=""))):
        assert f'"{key}"' in told, key
