"""A folder of broken workbooks and how the checker takes them: ``python -m tools.broken FOLDER [--seed 1]``.

Writes every kind of tools/broken_kinds.py with the plan beside them, runs ``manage.py check --json`` on each in a
process of its own, and prints verdict, seconds and peak memory, then the counts. Exit 1 where a file was
answered wrongly, not at all, too slowly, or with too much memory.
"""

import json
import os
import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

import manage

SECONDS, MEGABYTES = 2.0, 300.0
_PEAK = re.compile(r"VmHWM:\s+(\d+)")
_LIST, _PLAN = "broken.json", "责任清单.xlsx"


class Answer(NamedTuple):
    """What the checker said of a file, and what that cost; verdict "" = nothing."""

    name: str
    verdict: str
    wall: float  # seconds
    spent: float  # seconds of the processor
    peak: float  # MB

    def is_fine(self, verdicts: list[str], seconds: float = SECONDS) -> bool:
        """Whether this is a right answer within the bounds of time and memory."""
        return self.verdict in verdicts and self.spent <= seconds and self.peak <= MEGABYTES


def write(folder: Path, seed: int) -> None:
    """Write the files, the plan, and the list of verdicts that are right for each."""
    from tools.broken_kinds import broken, plan  # in a child only, so that its memory is not counted

    (folder / "files").mkdir(parents=True, exist_ok=True)
    (folder / _PLAN).write_bytes(plan())
    right: dict[str, tuple[str, ...]] = {}
    for one in broken(seed):
        (folder / "files" / one.name).write_bytes(one.content)
        right[one.name] = one.verdicts
    (folder / _LIST).write_text(json.dumps(right, ensure_ascii=False), "utf-8")


def answers(folder: Path) -> Iterator[Answer]:
    """The checker's answer on each file of the folder, by name."""
    for path in sorted((folder / "files").iterdir()):
        yield _answer(path, folder / _PLAN)


def _answer(path: Path, plan: Path) -> Answer:
    """Check one file in a child, which starts from what this process has imported."""
    told, tell = os.pipe()
    started = perf_counter()
    child = os.fork()
    if not child:
        sys.stdout = os.fdopen(tell, "w", encoding="utf-8")  # not dup2: a file's buffer seeks, a pipe can't
        os._exit(_check(path, plan))
    os.close(tell)
    with os.fdopen(told, encoding="utf-8") as lines:
        said = lines.read().splitlines()
    os.waitpid(child, 0)
    wall = perf_counter() - started
    if len(said) != 2:
        return Answer(path.name, "", wall, wall, 0.0)
    cost = json.loads(said[1])
    return Answer(path.name, json.loads(said[0])["verdict"], wall, cost["spent"], cost["peak"])


def _check(path: Path, plan: Path) -> int:
    """In the child: the line that ``manage.py check --json`` prints, and one with what it cost."""
    started = process_time()
    manage.cli.main(["check", "--json", "--plan", str(plan), str(path)], standalone_mode=False)
    found = _PEAK.search(Path("/proc/self/status").read_text("utf-8"))
    peak = int(found[1]) / 1024 if found else 0.0
    print(json.dumps({"spent": process_time() - started, "peak": peak}), flush=True)
    return 0


def _in_child(folder: Path, seed: int) -> None:
    child = os.fork()
    if not child:
        write(folder, seed)
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise SystemExit("the files could not be written")


def main() -> None:
    """Write the folder, have every file checked, print what came of it."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="more where others share the machine")
    given = parser.parse_args()
    _in_child(given.folder, given.seed)
    right = json.loads((given.folder / _LIST).read_text("utf-8"))
    counts: Counter[str] = Counter()
    wrong = 0
    for one in answers(given.folder):
        fine = one.is_fine(right[one.name], given.seconds)
        counts[one.verdict or "no answer"] += 1
        wrong += not fine
        mark = (
            ""
            if fine
            else f"   <- expected {' or '.join(right[one.name])}, {given.seconds} s, {MEGABYTES} MB"
        )
        print(f"{one.verdict:10}  {one.wall:6.2f} s  {one.peak:6.1f} MB  {one.name}{mark}", flush=True)
    print(f"{sum(counts.values())} files: " + ", ".join(f"{n} {verdict}" for verdict, n in counts.items()))
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
