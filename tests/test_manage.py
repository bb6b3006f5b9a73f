"""The terminal door: exact JSON lines and exit codes, text for people, never a traceback."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from manage import cli
from tests.books import oversight_book, plan_book, progress_book, street_book

ROOT = Path(__file__).parent.parent
KEYS = ["file", "kind", "unit", "period", "verdict", "sheets", "problems"]
PROBLEM_KEYS = ["severity", "code", "sheet", "cell", "header", "value", "message"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a store of its own and a plan beside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOARD_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    Path("plan.xlsx").write_bytes(plan_book())
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli, list(words), prog_name="manage.py")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def put(name: str, content: bytes) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(content)
    return name


def checked(*words: str) -> tuple[int, list[dict[str, object]]]:
    result = run("check", "--json", *words)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_an_accepted_file_is_one_json_object_with_its_rows() -> None:
    code, (one,) = checked("--plan", "plan.xlsx", put("报表.xlsx", progress_book()))
    assert (code, list(one)) == (0, KEYS)
    assert [one[key] for key in KEYS[:5]] == ["报表.xlsx", "progress", "S01", "2022-09", "accepted"]
    first, second = one["sheets"]["任务进展"]
    assert (first["task_id"], first["reported"], first["actual"], first["row"]) == ("FW-01", 0.5, None, 3)
    assert (second["task_id"], second["reported"], second["actual"], second["row"]) == ("FW-02", None, 120, 4)


def test_a_question_passes_and_an_error_fails() -> None:
    asked = put("问.xlsx", progress_book(rate="约80%"))
    wrong = put("错.xlsx", progress_book(rows=[("XX-99", "没有的任务", 0.5, None, "推进")]))
    code, (one,) = checked("--plan", "plan.xlsx", asked)
    assert (code, one["verdict"]) == (0, "questions")
    code, both = checked("--plan", "plan.xlsx", wrong, asked)
    assert (code, [one["verdict"] for one in both]) == (1, ["rejected", "questions"])
    error = next(one for one in both[0]["problems"] if one["severity"] == "error")
    assert list(error) == PROBLEM_KEYS
    assert (error["sheet"], error["cell"], error["value"]) == ("任务进展", "A3", "XX-99")


def test_without_a_plan_that_is_said_once_a_file() -> None:
    code, (one,) = checked(put("报表.xlsx", progress_book()))
    assert (code, one["kind"], one["period"]) == (0, "progress", "2022-09")
    assert [problem["code"] for problem in one["problems"]].count("plan_needed") == 1


def test_a_plan_is_checked_too() -> None:
    code, (one,) = checked("plan.xlsx")
    assert (code, one["kind"], one["unit"], one["verdict"]) == (0, "plan", None, "accepted")
    assert len(one["sheets"]["任务"]) == 3


def test_a_folder_means_every_file_below() -> None:
    put("f/b/报表.xlsx", progress_book())
    put("f/a.pdf", b"%PDF-1.4 ...")
    put("f/~$报表.xlsx", b"lock")
    code, found = checked("f")
    assert (code, [(one["file"], one["verdict"]) for one in found]) == (
        1,
        [("f/a.pdf", "unreadable"), ("f/b/报表.xlsx", "accepted")],
    )


def test_hundreds_of_bad_files_are_each_one_line() -> None:
    for number in range(200):
        put(f"bad/{number:03d}.xlsx", bytes([number]) * number)
    code, found = checked("bad")
    assert (code, len(found), {one["verdict"] for one in found}) == (1, 200, {"unreadable"})


def test_the_same_bytes_again_get_a_notice_naming_the_first() -> None:
    content = progress_book()
    first, again = put("a.xlsx", content), put("b.xlsx", content)
    code, found = checked("--plan", "plan.xlsx", first, again)
    codes = [[(one["code"], one["severity"]) for one in each["problems"]] for each in found]
    assert code == 0
    assert ("same_file_twice", "notice") not in codes[0]
    assert ("same_file_twice", "notice") in codes[1]
    assert "a.xlsx" in found[1]["problems"][-1]["message"]


def test_a_missing_file_is_wrong_usage() -> None:
    assert run("check", "nowhere.xlsx").exit_code == 2
    assert run("check").exit_code == 2
    assert run("check", "--lang", "fr", "plan.xlsx").exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="modes of files")
def test_a_file_that_can_not_be_opened_is_unreadable_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put("f/a.xlsx", progress_book())
    put("f/b.xlsx", street_book())
    real = Path.open

    def locked(self: Path, *given: str, **more: str) -> object:
        if self.name == "a.xlsx":
            raise PermissionError(13, "Permission denied")
        return real(self, *given, **more)

    monkeypatch.setattr(Path, "open", locked)
    code, found = checked("f")
    assert (code, [one["verdict"] for one in found]) == (1, ["unreadable", "accepted"])
    assert "Permission denied" in found[0]["problems"][0]["message"]


def test_a_plan_that_is_none_is_wrong_usage_and_says_why() -> None:
    result = run("check", "--plan", put("报表.xlsx", progress_book()), "plan.xlsx")
    assert result.exit_code == 2
    assert "不是可用的责任清单" in result.stderr


def test_messages_come_in_both_languages() -> None:
    file = put("报表.xlsx", progress_book(rate="约80%"))
    said = {
        language: [
            one["message"]
            for one in checked("--plan", "plan.xlsx", "--lang", language, file)[1][0]["problems"]
        ]
        for language in ("zh", "en")
    }
    assert len(said["zh"]) == len(said["en"]) > 0
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in message) for message in said["zh"])
    assert said["zh"] != said["en"]


def test_text_for_people_has_the_verdict_and_each_problem_with_its_cell() -> None:
    result = run("check", "--plan", "plan.xlsx", put("报表.xlsx", progress_book(rate="约80%")))
    first, second = result.stdout.splitlines()[:2]
    assert first == "【待确认】  报表.xlsx  S01  2022-09"
    assert second.startswith("    待确认  任务进展!C3  完成率  “约80%”")


def test_a_cell_can_not_steer_the_terminal() -> None:
    result = run("check", "--plan", "plan.xlsx", put("报表.xlsx", progress_book(rate="约80%\r\n[31m假")))
    assert "\r" not in result.stdout.replace("\r\n", "\n")
    assert "\x1b" not in result.stdout


def test_import_tells_each_file_and_the_sum() -> None:
    put("year/责任清单.xlsx", plan_book())
    put("year/报表.xlsx", progress_book())
    put("year/说明.md", b"...")
    checked = (date(2022, 9, 10), "常规检查", "滨湖街道", "FW-01", 0.4, "", "", "")
    put("year/督查评价.xlsx", oversight_book({"督查核验": [checked]}))
    result = run("import", "year")
    assert result.stdout.splitlines()[-1] == "入库 3 个，未入库 0 个，跳过 1 个。"
    assert "【通过】  year/督查评价.xlsx  督查评价数据已入库" in result.stdout
    assert "【通过】  year/报表.xlsx  已入库 2022-09-S01-v1" in result.stdout
    assert result.exit_code == 0
    put("year/坏.xlsx", b"nothing")
    again = run("import", "year")
    assert again.exit_code == 1
    assert "此前已入库 2022-09-S01-v1" in again.stdout
    assert again.stdout.splitlines()[-1] == "入库 3 个，未入库 1 个，跳过 1 个。"
    assert run("import", "nowhere").exit_code == 2


def test_status_tells_what_is_in_the_store() -> None:
    assert "尚无责任清单" in run("status").stdout
    put("year/责任清单.xlsx", plan_book())
    put("year/报表.xlsx", progress_book())
    run("import", "year")
    lines = run("status", "--lang", "en").stdout.splitlines()
    assert lines[1] == "Plan: 1 version(s), 3 units, 3 tasks"
    assert lines[2].startswith("2022-09: 1 unit reported, 1 version(s), last 2022-10-03 17:00")


def test_a_template_is_a_workbook_that_the_checker_knows() -> None:
    result = run(
        "template", "--plan", "plan.xlsx", "--unit", "S01", "--period", "2022-10", "--out", "out/模板.xlsx"
    )
    assert (result.exit_code, result.stdout.strip()) == (0, "已生成：out/模板.xlsx")
    _code, (one,) = checked("--plan", "plan.xlsx", "out/模板.xlsx")
    assert (one["kind"], one["unit"], one["period"]) == ("progress", "S01", "2022-10")


def test_a_template_of_the_stored_plan_shows_last_periods_values() -> None:
    put("year/责任清单.xlsx", plan_book())
    put("year/报表.xlsx", progress_book(rate=0.37))
    run("import", "year")
    assert run("template", "--unit", "S01", "--period", "2022-10", "--out", "t.xlsx").exit_code == 0
    assert Path("t.xlsx").stat().st_size > 0


@pytest.mark.parametrize(("unit", "period"), [("X99", "2022-10"), ("S01", "2023-10")])
def test_a_template_for_what_the_plan_does_not_have_is_wrong_usage(unit: str, period: str) -> None:
    result = run("template", "--plan", "plan.xlsx", "--unit", unit, "--period", period, "--out", "t.xlsx")
    assert result.exit_code == 2
    assert not Path("t.xlsx").exists()


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://nobody@127.0.0.1:1/none",
        "no address",
        "sqlite:////proc/none/x.db",
        "sqlite:///plan.xlsx",
    ],
)
def test_a_store_that_can_not_be_opened_is_told_in_a_line(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    result = run("status")
    assert result.exit_code == 2
    assert "数据库无法打开" in result.stderr


def test_help_speaks_both_languages_and_names_every_command() -> None:
    for words, expected in ((("--help",), "检查表格"), (("--lang", "en", "--help"), "Check workbooks")):
        result = run(*words)
        assert result.exit_code == 0
        assert expected in result.stdout
        assert all(name in result.stdout for name in cli.commands)
    for name in cli.commands:
        assert "默认中文" in run(name, "--help").stdout


def program(*words: str, locale: str = "C.UTF-8") -> subprocess.Popen[bytes]:
    env = os.environ | {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
    )


def test_output_is_utf8_in_a_plain_c_locale() -> None:
    put("a.xlsx", progress_book())
    out, err = program("check", "--json", "--plan", "plan.xlsx", "a.xlsx", locale="C").communicate(timeout=60)
    assert err == b""
    assert "任务进展" in json.loads(out.decode("utf-8"))["sheets"]


def test_a_reader_that_stops_reading_gets_no_traceback() -> None:
    for number in range(300):
        put(f"bad/{number}.xlsx", str(number).encode())
    running = program("check", "bad")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    err = running.stderr.read()
    running.stderr.close()
    running.wait(timeout=60)
    assert b"Traceback" not in err
