"""``kg rules``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import emit, fast_option, format_option


@click.command()
@click.argument("rule", required=False)
@click.option(
    "--reports",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Count on these files and folders how often each rule fires; may be repeated.",
)
@fast_option
@format_option
def rules(rule: str | None, reports: tuple[Path, ...], fast: bool, format_: str | None) -> None:
    """List the rules that find names, or show the one that is called RULE.

    With --reports: how often each fires there, agrees with the recogniser, conflicts with it, and
    finds what the recogniser does not.

    Example: kg rules policy.title-marks --reports reports/
    """
    from kg.errors import UsageError
    from kg.nlp.patterns.rules import rules as shipped

    found = [one.data for one in shipped() if rule in (None, one.data.id)]
    if not found:
        message = f"no rule is called {rule!r}"
        raise UsageError(message, "list them with: kg rules")
    if reports:
        _count({one.id for one in found}, reports, fast, format_)
        return
    rows = [
        (one.id, one.type.value, one.note, one.pattern, list(one.examples), list(one.counter_examples))
        for one in found
    ]
    emit(("id", "type", "note", "pattern", "examples", "counter_examples"), rows, format_)


def _count(wanted: set[str], reports: tuple[Path, ...], fast: bool, format_: str | None) -> None:
    from kg.extraction.report import documents
    from kg.nlp.patterns.usage import usage
    from kg.nlp.pipeline import load
    from kg.reading import discover, read

    nlp = load(fast=fast)
    paths, _ = discover(reports)
    counted = usage(doc for path in paths for doc in documents(read(path), nlp))
    rows = [(one.rule, one.hits, one.agree, one.conflict, one.alone) for one in counted if one.rule in wanted]
    emit(("id", "hits", "agree", "conflict", "alone"), rows, format_)
