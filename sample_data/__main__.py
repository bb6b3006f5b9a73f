"""Write the sample year's workbooks: ``python -m sample_data [--out FOLDER] [--seed N]``."""

import argparse
from pathlib import Path

from sample_data.district import YEAR
from sample_data.story import SEED
from sample_data.workbooks import files


def main() -> None:
    """Write every workbook; the same seed always gives the same bytes."""
    parser = argparse.ArgumentParser(prog="python -m sample_data", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=Path(__file__).parent / str(YEAR), help="folder to write to"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="another number tells another year")
    given = parser.parse_args()
    count = size = 0
    for name, content in files(given.seed):
        path = given.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        count, size = count + 1, size + len(content)
    print(f"{count} workbooks, {size / 1e6:.1f} MB, in {given.out}")


if __name__ == "__main__":
    main()
