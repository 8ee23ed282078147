import argparse

import pytest

from index.search.query import FACETS
from viewer.cli.commands import COMMANDS, command_parser, load


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_module_a_parser_and_a_help(name):
    module = load(name)
    assert callable(module.run)
    text = command_parser(name).format_help()
    assert f"usage: fonds {name}" in text
    assert "--archive" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name):
    for action in command_parser(name)._actions:
        assert action.help or action.dest in FACETS, f"{name}: {action.dest}"
        assert action.help != argparse.SUPPRESS


def test_a_wrong_use_is_one_line(capsys):
    with pytest.raises(SystemExit, match="2"):
        command_parser("show").parse_args([])
    assert capsys.readouterr().err.count("\n") == 1
