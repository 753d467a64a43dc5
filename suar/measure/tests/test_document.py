"""The page of the method: its commands give its numbers."""

import re
import shlex
from pathlib import Path

import pytest

from suar.measure.command import main

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "prevalence.md"
PROMPT = "$ python -m suar.measure "


def commands():
    for block in re.findall(r"```\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        for part in block.split(PROMPT)[1:]:
            command, *lines = part.strip("\n").split("\n")
            yield pytest.param(command, lines, id=command[:70])


@pytest.mark.parametrize(("command", "lines"), list(commands()))
def test_a_command_of_the_page_gives_the_numbers_of_the_page(command, lines, shared_data, capsys):
    arguments = shlex.split(command.replace("$DATA", str(shared_data / "mse")))
    assert main(arguments) == 0
    printed = capsys.readouterr().out.split("\n")
    assert lines
    assert [line for line in lines if line not in printed] == []
