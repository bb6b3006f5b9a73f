"""Questions of one kind in one column, which a clerk may answer together by one click."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders.problems import Problem, Severity

FEWEST = 3  # two are answered one by one as fast


@dataclass(frozen=True, slots=True)
class Together:
    """One answer that fits all questions of a kind; ``label`` is "" where each is read as its own row says."""

    label: str
    answers: Mapping[str, str]  # Problem.key → Option.key


@dataclass(frozen=True, slots=True)
class Alike:
    """Open questions of one code in one column, and the answers that can be given to all of them."""

    header: str
    problems: tuple[Problem, ...]
    ways: tuple[Together, ...]


def alike_questions(found: Iterable[Problem]) -> tuple[Alike, ...]:
    """The kinds with at least FEWEST open questions that share an answer; in the order they were found."""
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in found:
        if problem.severity is Severity.QUESTION and problem.options:
            kinds.setdefault((problem.code, problem.sheet, problem.header), []).append(problem)
    groups = [
        Alike(header, tuple(problems), _ways(problems))
        for (_code, _sheet, header), problems in kinds.items()
        if len(problems) >= FEWEST
    ]
    return tuple(group for group in groups if group.ways)


def _ways(problems: Sequence[Problem]) -> tuple[Together, ...]:
    """Same labels: each of them; else, where every question offers a single reading beside the shared ones, that."""
    shared = [
        option
        for option in problems[0].options
        if all(option.label in {one.label for one in problem.options} for problem in problems)
    ]
    own = [
        [one for one in problem.options if one.label not in {same.label for same in shared}]
        for problem in problems
    ]
    ways = [
        Together(
            option.label,
            {
                problem.key: next(one.key for one in problem.options if one.label == option.label)
                for problem in problems
            },
        )
        for option in shared
    ]
    if all(len(options) == 1 for options in own):
        single = {problem.key: options[0].key for problem, options in zip(problems, own, strict=True)}
        ways.insert(0, Together("", single))
    return tuple(ways)
