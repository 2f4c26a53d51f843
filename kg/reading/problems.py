"""What is odd about a report as read: findings that a user should see before trusting the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.reading.identity import Identity
from kg.reading.manifest import ManifestRow
from kg.reading.names import FileName
from kg.reading.rules import match
from kg.types import Passage, Problem, Report, SectionRole, Severity

SHORT = 2500
CLOSING = re.compile(
    r"[！!][”’）)]*$|(?:奋斗|贡献|篇章|努力|前进|献礼|答卷|胜利|明天|召开|美好|辉煌|局面)[。”]*$"
)
CLOSING_REACH = 3
WORDS = re.compile("各位代表|各位委员|政府工作报告|人民政府|行署|国务院")
MIN_PART = 0.05
STATE = "put the city's or county's own report in its place"
STATED = "name the file after its body, or state it in a manifest (columns path, city, year, source)"


@dataclass(frozen=True, slots=True)
class Reading:
    """A report together with what was learned on the way to it."""

    report: Report
    identity: Identity
    told_year: int | None
    file: FileName
    manifest: ManifestRow | None
    damaged: int


def problems(reading: Reading) -> Iterator[Problem]:
    """The findings about a report, the gravest first."""
    place = reading.report.source
    yield from _of_body(reading, place)
    yield from _of_year(reading, place)
    yield from _of_text(reading, place)


def _of_body(reading: Reading, place: str) -> Iterator[Problem]:
    identity, division = reading.identity, reading.identity.division
    stated = reading.manifest.city if reading.manifest else ""
    if identity.state_council:
        message = "holds the report of the State Council to the National People's Congress"
        yield Problem(Severity.ERROR, "reading.state_council", place, message, STATE)
    elif stated and division and reading.report.division != division.code:
        message = (
            f"the manifest says {stated}, but the text is the report of {division.name} ({division.code})"
        )
        yield Problem(
            Severity.WARNING, "reading.other_body", place, message, "correct the manifest or the file"
        )
    elif identity.other and division:
        message = (
            f"the file is named {identity.other}, the text is the report of {division.name} ({division.code})"
        )
        yield Problem(
            Severity.WARNING, "reading.other_body", place, message, "rename the file, or put in the right one"
        )
    elif identity.other:
        message = f"the file is named {identity.other}, but the text does not tell whose report it is"
        yield Problem(
            Severity.WARNING, "reading.unknown_body", place, message, "state its body in a manifest"
        )
    elif reading.report.division is None:
        yield Problem(
            Severity.WARNING, "reading.unknown_body", place, "nothing tells whose report it is", STATED
        )
    if identity.masked:
        message = "names and figures are masked; a city or county that the text hides is not guessed"
        yield Problem(Severity.WARNING, "reading.masked", place, message, "get the text in full")


def _of_year(reading: Reading, place: str) -> Iterator[Problem]:
    year, told = reading.report.year, reading.told_year
    stated = (reading.manifest.year if reading.manifest else None) or reading.file.year
    if year is None:
        yield Problem(
            Severity.WARNING, "reading.unknown_year", place, "nothing tells the year of the report", STATED
        )
    elif told and stated and told != stated:
        where = "manifest" if reading.manifest and reading.manifest.year else "file name"
        message = f"the {where} says {stated}, the text {told}; {year} is taken"
        yield Problem(Severity.WARNING, "reading.other_year", place, message, "check which report this is")


def _of_text(reading: Reading, place: str) -> Iterator[Problem]:
    report = reading.report
    length = sum(len(one.text) for one in report.passages)
    if not any(WORDS.search(one.text) for one in report.passages):
        message = "does not read like a government work report (no salutation, no government)"
        yield Problem(Severity.WARNING, "reading.no_report", place, message, "check the file")
    elif length < SHORT:
        message = f"only {length} characters of running text"
        yield Problem(Severity.WARNING, "reading.short", place, message, "check whether the text is complete")
    else:
        missing = list(_missing(report, length))
        if missing:
            message = f"incomplete: no {', no '.join(missing)}"
            yield Problem(Severity.WARNING, "reading.incomplete", place, message, "get the text in full")
    if reading.damaged:
        message = f"{reading.damaged} characters were damaged and could not be decoded"
        yield Problem(
            Severity.WARNING, "reading.damaged", place, message, "save the file anew from its origin"
        )


def _missing(report: Report, length: int) -> Iterator[str]:
    if not any(match("salutation", one.text) for one in report.passages):
        yield "opening"
    for role, name in ((SectionRole.REVIEW, "review"), (SectionRole.PLAN, "plan")):
        if sum(len(one.text) for one in _in_role(report, role)) < MIN_PART * length:
            yield name
    if not any(CLOSING.search(one.text) for one in report.passages[-CLOSING_REACH:]):
        yield "closing words"


def _in_role(report: Report, role: SectionRole) -> Sequence[Passage]:
    return [
        one
        for one in report.passages
        if one.section is not None and report.sections[one.section].role is role
    ]
