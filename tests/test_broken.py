"""A folder of broken files: each gets its right verdict in little time and memory, and none stops the rest."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools.broken import Answer

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent


SHARED = "3.5"  # the bound is 2 s on a machine of its own; here other tests run beside


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], int]:
    """The folder, what the tool printed, and its exit code."""
    folder = tmp_path_factory.mktemp("broken")
    command = [sys.executable, "-m", "tools.broken", str(folder), "--seconds", SHARED]
    with (folder / "said.txt").open("w", encoding="utf-8") as said:  # a plain file, as after ">"
        done = subprocess.run(command, cwd=ROOT, stdout=said, stderr=subprocess.PIPE, text=True)
    assert done.stderr == ""
    return folder, (folder / "said.txt").read_text("utf-8").splitlines(), done.returncode


def test_each_kind_is_answered_rightly_soon_and_within_300_mb(
    made: tuple[Path, list[str], int],
) -> None:
    _folder, lines, code = made
    assert [line for line in lines if "<-" in line] == []
    assert code == 0
    right = json.loads((made[0] / "broken.json").read_text("utf-8"))
    assert len(lines) == len(right) + 1 and len(right) >= 40
    assert lines[-1].startswith(f"{len(right)} files: ")


def test_one_check_of_the_whole_folder_answers_every_file(made: tuple[Path, list[str], int]) -> None:
    folder = made[0]
    command = ["manage.py", "check", "--json", "--plan", str(folder / "责任清单.xlsx"), str(folder / "files")]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    answers = {Path(one["file"]).name: one for one in map(json.loads, done.stdout.splitlines())}
    right = json.loads((folder / "broken.json").read_text("utf-8"))
    assert set(answers) == set(right)
    assert [name for name, one in answers.items() if one["verdict"] not in right[name]] == []
    assert [name for name, one in answers.items() if not one["problems"]] == []
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize(
    ("verdict", "spent", "peak", "fine"),
    [
        ("rejected", 2.0, 300.0, True),
        ("accepted", 0.1, 30.0, False),
        ("", 0.1, 30.0, False),
        ("rejected", 2.1, 30.0, False),
        ("rejected", 0.1, 300.1, False),
    ],
)
def test_a_wrong_slow_or_greedy_answer_is_told(verdict: str, spent: float, peak: float, fine: bool) -> None:
    assert Answer("一.xlsx", verdict, spent, spent, peak).is_fine(["rejected"]) is fine
