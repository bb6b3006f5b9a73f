"""axe-core on an open page: what it finds, and which of it is in Streamlit's own elements."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python  # carries axe.min.js
from playwright.sync_api import Page

from tools.serving import still

_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
_RUN = """rules => axe.run({resultTypes: ['violations'], ...(rules && {runOnly: {type: 'rule', values: rules}})})
    .then(found => found.violations.flatMap(one => one.nodes.map(node => ({
        rule: one.id, impact: node.impact || one.impact, target: node.target.join(' '), html: node.html}))))"""
_THEMED = """theme => { const app = document.querySelector('.stApp');
    return !app || getComputedStyle(app).colorScheme === theme }"""
GRAVE = ("serious", "critical")
COLOURS = ("color-contrast", "link-in-text-block")  # all that hangs on the theme

# What Streamlit draws and nobody outside it can change: rule, what its element looks like, why it stands.
STREAMLITS = (
    (
        "presentation-role-conflict",
        r'^<section role="presentation"[^>]*data-testid="stFileUploaderDropzone"',
        "the drop zone hides its role and names itself; the button in it is reached and named as it should be",
    ),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One element that breaks a rule of axe; impact: minor, moderate, serious or critical."""

    rule: str
    impact: str
    target: str
    html: str

    @property
    def is_streamlits(self) -> bool:
        """Whether it is one of those listed above."""
        return any(rule == self.rule and re.search(element, self.html) for rule, element, _why in STREAMLITS)

    def __str__(self) -> str:
        return f"{self.impact} {self.rule}: {' '.join(self.html.split())[:160]}"


def found_on(page: Page, rules: Iterable[str] = ()) -> list[Finding]:
    """Let axe look at the page as it stands. rules: only these, by axe's names; none = all."""
    page.evaluate(_AXE.read_text("utf-8"))
    return [Finding(**one) for one in page.evaluate(_RUN, list(rules) or None)]


def in_both_themes(page: Page) -> Iterator[tuple[str, list[Finding]]]:
    """What axe finds on the page in the light theme, by all rules, then in the dark one, by those on colours."""
    for theme, rules in (("light", ()), ("dark", COLOURS)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.wait_for_function(_THEMED, arg=theme, timeout=60_000)
        still(page)  # the run that Streamlit makes of a change of theme
        yield theme, found_on(page, rules)


def ours(findings: Iterable[Finding]) -> list[str]:
    """What is serious or critical in what the board draws, in words."""
    return [str(one) for one in findings if one.impact in GRAVE and not one.is_streamlits]


def counts(findings: Iterable[Finding]) -> tuple[Counter[str], Counter[str]]:
    """Findings by impact: the board's own, and those in Streamlit's elements."""
    kinds: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for one in findings:
        kinds[one.is_streamlits][one.impact] += 1
    return kinds
