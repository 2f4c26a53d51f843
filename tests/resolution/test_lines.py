from __future__ import annotations

from kg.resolution import resolve
from kg.types import SpanBasis
from tests.resolution.reports import PROJECT, cities, iris, report


def test_ends_in_the_other_order() -> None:
    reports = [report("6101", [(PROJECT, "西渝高铁")]), report("5117", [(PROJECT, "渝西高速铁路")])]
    graph = resolve(reports)
    assert iris(graph, "西渝高铁") == iris(graph, "渝西高速铁路")


def test_railway_and_high_speed_railway_of_new_lines() -> None:
    graph = resolve(
        [report("3302", [(PROJECT, "通苏嘉甬铁路")]), report("3206", [(PROJECT, "通苏嘉甬高铁")])]
    )
    assert iris(graph, "通苏嘉甬铁路") == iris(graph, "通苏嘉甬高铁")


def test_old_railway_is_not_the_fast_one() -> None:
    graph = resolve([report("5120", [(PROJECT, "成渝铁路")]), report("5110", [(PROJECT, "成渝高铁")])])
    assert iris(graph, "成渝铁路") != iris(graph, "成渝高铁")


def test_ends_of_the_name_are_cities() -> None:
    graph = resolve([report("5109", [(PROJECT, "遂渝高速扩容")])])
    assert cities(graph, "遂渝高速扩容", SpanBasis.NAME) == {"5109", "50"}


def test_a_county_speaks_for_its_city() -> None:
    graph = resolve([report("512022", [(PROJECT, "成达万高铁")])])
    assert cities(graph, "成达万高铁", SpanBasis.REPORT) == {"5120"}


def test_what_is_only_mentioned_far_away_is_not_spanned() -> None:
    graph = resolve([report("2201", [(PROJECT, "成渝中线高铁")])])
    assert "2201" not in cities(graph, "成渝中线高铁")


def test_far_namesakes_are_two() -> None:
    graph = resolve([report("5117", [(PROJECT, "红旗灌区")]), report("2201", [(PROJECT, "红旗灌区")])])
    assert len(iris(graph, "红旗灌区")) == 2


def test_a_phase_is_part_of_the_whole() -> None:
    graph = resolve([report("5120", [(PROJECT, "毗河供水工程"), (PROJECT, "毗河供水二期工程")])])
    (whole,), (phase,) = iris(graph, "毗河供水工程"), iris(graph, "毗河供水二期工程")
    (fact,) = (one for one in graph.facts if one.predicate == "PART_OF")
    assert (fact.subject, fact.object) == (phase, whole)
    assert fact.evidence


def test_nothing_is_guessed_far_from_home() -> None:
    graph = resolve([report("3206", [(PROJECT, "临海高速")])])
    assert cities(graph, "临海高速") == {"3206"}
