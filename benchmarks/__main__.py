"""`python -m benchmarks check|reading|pages`: what the claims about speed rest on."""

import json

import click

from benchmarks.checking import measure_check


@click.group()
def benchmarks() -> None:
    """Measure, then speak: medians of interleaved runs in one process."""


@benchmarks.command()
@click.option(
    "--runs", default=15, show_default=True, type=click.IntRange(min=7), help="Rounds; the median counts."
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def check(runs: int, as_json: bool) -> None:
    """The whole check of a unit's workbook beside pandas and calamine reading the same file."""
    result = measure_check(runs)
    if as_json:
        click.echo(json.dumps({name: round(value, 3) for name, value in result.items()}))
        return
    for name, value in result.items():
        click.echo(f"{name:20} {value:9.2f}")
    click.echo(f"{'faster than pandas':20} {result['pandas_openpyxl_ms'] / result['check_ms']:9.2f} ×")
    click.echo(f"{'of calamine':20} {result['check_ms'] / result['calamine_ms']:9.2f} ×")


@benchmarks.command()
@click.option(
    "--runs", default=15, show_default=True, type=click.IntRange(min=7), help="Rounds; the median counts."
)
def reading(runs: int) -> None:
    """The same check in this process and in a worker process that is kept between files."""
    from benchmarks.reading import measure_reading

    for name, value in measure_reading(runs).items():
        click.echo(f"{name:20} {value:9.2f}")


@benchmarks.command()
@click.option("--runs", default=7, show_default=True, type=click.IntRange(min=3), help="Reruns of each page.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def pages(runs: int, as_json: bool) -> None:
    """Each page's script run on the sample year and on 60 units × 40 tasks × 52 weeks, beside an empty page."""
    from benchmarks.screens import measure_pages  # the check is measured without Streamlit in memory

    result = measure_pages(runs)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    for store, times in result.items():
        click.echo(store)
        for name, value in times.items():
            click.echo(f"  {name:12} {value:9.1f} ms  {value / times['empty']:6.1f} × empty")


if __name__ == "__main__":
    benchmarks()
