import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kaohe import __version__
from kaohe.cli.app import COMMANDS, run
from tests.cli.commands import COMMANDS as TRIED

KAOHE = Path(sys.executable).with_name("kaohe")
ENGLISH = {"LANG": "C.UTF-8"}


def tried(line, environ=ENGLISH):
    return run(line.split(), environ, TRIED)


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("leave", 1, ""),
        ("refuse", 2, "error: a.yaml:1: the key"),
        ("read /no/such/file", 2, "error: /no/such/file: there is no such file"),
        ("read /", 2, "error: /: this is a directory"),
        ("read /dev/null/x", 2, "error: /dev/null/x: a part of the path is not a directory"),
        (f"read /{'x' * 300}", 2, "the name is too long"),
        ("full", 2, "error: the disk is full"),
        ("lost", 3, "error: the program failed (FileNotFoundError"),
        ("broken", 3, "error: the program failed (ZeroDivisionError: of ours, version"),
        ("unsaid", 3, "error: the program failed (KeyError: 'key'"),
        ("interrupt", 130, "interrupted; no incomplete output was left."),
        ("nothing", 2, "error: there is no command 'nothing'; there are: good, found,"),
        (
            "group nothing",
            2,
            "error: there is no command 'nothing'; there are: inner, outer. See kaohe group",
        ),
        ("--nothing", 2, "error: there is no option --nothing; see kaohe --help."),
        ("good x --nothing", 2, "error: there is no option --nothing; see kaohe good --help."),
        ("good", 2, "error: 'FILE' is missing; see kaohe good --help."),
        ("good x --year", 2, "error: the option --year needs a value; see kaohe good --help."),
        ("good x --year abc", 2, "error: the value of '--year' can't be used: "),
        ("good x y", 2, "error: the command can't be understood: Got unexpected extra argument"),
        ("good x --lang fr", 2, "error: --lang can't be 'fr'; it is zh (Chinese) or en (English)."),
        ("good x --lang", 2, "error: --lang can't be ''"),
    ],
)
def test_what_goes_wrong_is_said_on_stderr_and_told_by_the_exit_code(capsys, line, code, words):
    assert tried(line) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert words.lower() in said.err.lower()
    assert "Traceback" not in said.err


def test_a_good_run_speaks_on_stdout_alone(capsys):
    assert tried("good x.csv --year 2020 --only csv") == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines() == [
        "there is no option x.csv; see 2020 csv --help.",
        "Commands     Options",
        "广州            12.5",
        "Zhuhai \\x07",
    ]


def test_problems_come_all_at_once_the_hard_ones_first_and_cannot_steer_the_terminal(capsys):
    assert tried("found") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "error: a.yaml:1: the key '\\x1b[2J' is missing; add it.",
        "query: a.xlsx:数据:C5: the key 'unit' is missing; add it.",
        "note: a.yaml:2: the key 'name' is missing; add it.",
    ]


@pytest.mark.parametrize(
    ("line", "code", "first"),
    [
        ("found --json", 1, "packs.missing_key"),
        ("refuse --json", 2, "packs.missing_key"),
        ("broken --json", 3, "cli.fault"),
        ("read --json", 2, "cli.no_such_option"),
        ("nothing --json", 2, "cli.no_such_command"),
    ],
)
def test_with_json_stdout_is_json_and_nothing_else(capsys, line, code, first):
    assert tried(f"{line} --lang zh") == code
    said = capsys.readouterr()
    assert said.err == ""
    problems = json.loads(said.out)["problems"]
    assert problems[0]["code"] == first
    assert "\\u" not in said.out.replace("\\u001b", "")


def test_a_problem_in_json_has_its_place_in_parts(capsys):
    tried("found --json")
    assert json.loads(capsys.readouterr().out)["problems"][1] == {
        "level": "soft",
        "code": "packs.missing_key",
        "file": "a.xlsx",
        "sheet": "数据",
        "cell": "C5",
        "line": None,
        "path": None,
        "text": "the key 'unit' is missing; add it.",
    }


def test_with_json_words_and_tables_are_silent(capsys):
    assert tried("good x --json") == 0
    assert json.loads(capsys.readouterr().out) == {"区": "广州"}


@pytest.mark.parametrize(
    "line", ["--lang zh group inner 字", "group --lang=zh inner 字", "group inner 字 --lang zh"]
)
def test_the_language_may_stand_anywhere(capsys, line):
    assert tried(line) == 1
    assert capsys.readouterr().out == "命令写法有误：字 请看  --help。\n"


@pytest.mark.parametrize(
    ("environ", "zh"),
    [
        ({}, False),
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_TW"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, True),
    ],
)
def test_by_default_the_locale_decides(capsys, environ, zh):
    tried("group inner x", environ)
    assert ("命令写法有误" in capsys.readouterr().out) == zh


def test_what_follows_two_dashes_is_an_argument_whatever_it_looks_like(capsys):
    assert tried("group inner -- --lang") == 1
    assert "--lang" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["--version", "group --version", "--lang zh --version"])
def test_version(capsys, line):
    assert tried(line) == 0
    assert capsys.readouterr().out == f"kaohe {__version__}\n"


def test_help_names_every_command_argument_and_option(capsys):
    assert tried("good --help") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Usage: kaohe good FILE [OPTIONS]",
        "",
        "Kaohe: the yearly assessment of development zones, from the reported cell to the legal finding.",
        "",
        "Arguments",
        "  FILE  Kaohe: the yearly assessment of development zones, from the reported cell to the "
        "legal finding. [required]",
        "",
        "Options",
        "  --year INT       print JSON, for programs to read. [default: 2016]",
        "  --only csv|xlsx  print JSON, for programs to read.",
        "  --json           print JSON, for programs to read.",
        "  --lang zh|en     language of what is said: Chinese or English; by default that of the locale.",
        "  --version        show the version.",
        "  -h, --help       show this help.",
    ]


@pytest.mark.parametrize("line", ["", "--help", "-h", "group", "group -h", "group inner --help"])
def test_help_is_there_at_every_level_and_in_both_languages(capsys, line):
    assert tried(line, {"LANG": "zh_CN"}) == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：kaohe")
    assert "显示版本" in said
    assert ("inner" in said) == line.startswith("group")


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_of_every_real_command_can_be_said(capsys, command, lang):
    assert run([*command, "--help", "--lang", lang], {}) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in command or COMMANDS)


def test_debug_shows_where_it_failed(capsys, monkeypatch):
    monkeypatch.setenv("KAOHE_DEBUG", "1")
    assert tried("broken") == 3
    assert "Traceback" in capsys.readouterr().err


def kaohe(*line, **more):
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run([KAOHE, *line], text=True, stderr=subprocess.PIPE, env=environ, check=False, **more)


def test_the_console_script():
    done = kaohe("--version", stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"kaohe {__version__}\n", "")


def test_a_reader_who_leaves_is_no_trouble():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        done = kaohe("--help", stdout=nobody)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_stdout_is_said():
    with Path("/dev/full").open("w") as full:
        done = kaohe("--help", stdout=full)
    assert (done.returncode, done.stderr) == (
        2,
        "error: the disk is full and nothing was written; make room and try again.\n",
    )


def test_a_terminal_that_cannot_show_chinese_is_no_trouble():
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([KAOHE, "--lang", "zh"], capture_output=True, env=environ, check=True)
    assert done.stdout.startswith(b"\\u7528\\u6cd5")


def test_help_starts_without_the_library():
    code = "import sys; from kaohe.cli.app import run; run(['--help'], {}); print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "pydantic", "jinja2", "xlsxwriter", "python_calamine"} & set(done.stdout.split())
