"""``kg rules``."""

from __future__ import annotations

import click

from kg.cli.output import emit, format_option


@click.command()
@click.argument("rule", required=False)
@format_option
def rules(rule: str | None, format_: str | None) -> None:
    """List the rules that find names, or show the one that is called RULE.

    Example: kg rules policy.title-marks
    """
    from kg.errors import UsageError
    from kg.nlp.patterns.rules import rules as shipped

    found = [one.data for one in shipped() if rule in (None, one.data.id)]
    if not found:
        message = f"no rule is called {rule!r}"
        raise UsageError(message, "list them with: kg rules")
    rows = [
        (one.id, one.type.value, one.note, one.pattern, list(one.examples), list(one.counter_examples))
        for one in found
    ]
    emit(("id", "type", "note", "pattern", "examples", "counter_examples"), rows, format_)
