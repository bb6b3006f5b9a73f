"""How each unit of the invented district works: its pace through the year and its habits of reporting."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A unit's character.

    pace: done work as a multiple of what is due, in January, May and September (straight lines between).
    late, missing: months. corrected: months reported twice; asked: those whose first version raises questions.
    manner: key of the sheet style it writes in ("" = the template). copies: repeats last month's words.
    leaps: claims far too much in a first version. solves: share of problems solved within the promised date.
    """

    unit_id: str
    pace: tuple[float, float, float]
    late: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    corrected: tuple[int, ...] = ()
    asked: tuple[int, ...] = ()
    manner: str = ""
    copies: bool = False
    leaps: bool = False
    solves: float = 0.85

    def pace_at(self, month: int) -> float:
        """The pace in a month 1–9."""
        first, middle, last = self.pace
        if month <= 5:
            return first + (middle - first) * (month - 1) / 4
        return middle + (last - middle) * (month - 5) / 4


PROFILES = {
    profile.unit_id: profile
    for profile in (
        Profile(unit_id="S01", pace=(0.92, 1.04, 1.10), solves=0.97),
        Profile(unit_id="S02", pace=(1.08, 1.00, 0.97), manner="ledger", late=(2,)),
        Profile(
            unit_id="S03", pace=(0.85, 0.74, 0.72), manner="plain", late=(3, 6, 9), missing=(4,), solves=0.4
        ),
        Profile(unit_id="S04", pace=(0.62, 0.76, 0.98), late=(1, 4), missing=(2, 3), asked=(5,), solves=0.7),
        Profile(unit_id="S05", pace=(1.00, 1.02, 0.99), manner="grouped", solves=0.9),
        Profile(
            unit_id="S06", pace=(0.92, 0.88, 0.88), manner="stamped", late=(5, 7), copies=True, solves=0.6
        ),
        Profile(unit_id="D01", pace=(1.05, 1.04, 1.05)),
        Profile(unit_id="D02", pace=(1.00, 1.06, 1.06), corrected=(4,)),
        Profile(unit_id="D03", pace=(1.00, 1.00, 1.02), manner="official"),
        Profile(unit_id="D04", pace=(0.92, 0.97, 1.00), asked=(3,), solves=0.8),
        Profile(unit_id="D05", pace=(0.90, 0.92, 0.93), manner="wide", late=(6,)),
        Profile(unit_id="D06", pace=(1.14, 1.00, 0.90), corrected=(2,), solves=0.75),
        Profile(
            unit_id="D07", pace=(0.95, 0.91, 0.90), late=(2, 8), manner="twofold", asked=(6,), solves=0.65
        ),
        Profile(unit_id="D08", pace=(1.02, 1.10, 1.14), solves=0.98),
        Profile(unit_id="D09", pace=(1.04, 0.99, 0.96)),
        Profile(unit_id="D10", pace=(0.84, 0.88, 0.90), missing=(9,), late=(4,), solves=0.6),
        Profile(unit_id="D11", pace=(0.78, 0.90, 1.01), missing=(1,), manner="terse", solves=0.8),
        Profile(unit_id="D12", pace=(0.96, 0.98, 0.98), corrected=(7,), solves=0.9),
        Profile(unit_id="D13", pace=(0.94, 0.97, 0.99), manner="serial", late=(3,), solves=0.8),
        Profile(unit_id="C01", pace=(1.05, 1.08, 1.07)),
        Profile(
            unit_id="C02", pace=(0.80, 0.72, 0.68), late=(5, 8, 9), missing=(7,), asked=(6,), solves=0.45
        ),
        Profile(unit_id="C03", pace=(0.95, 0.97, 0.96), manner="mixed"),
        Profile(unit_id="C04", pace=(0.97, 0.98, 0.98), corrected=(8,), solves=0.85),
        Profile(unit_id="C05", pace=(1.05, 0.84, 0.86), missing=(6,), asked=(8,), leaps=True, solves=0.5),
    )
}
