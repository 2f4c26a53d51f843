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


def test_a_short_name_is_that_of_the_written_out_line_near_by() -> None:
    reports = [report("3415", [(PROJECT, "长丰至固始高速")]), report("3404", [(PROJECT, "长固高速")])]
    graph = resolve(reports)
    assert iris(graph, "长丰至固始高速") == iris(graph, "长固高速")
    assert cities(graph, "长固高速", SpanBasis.NAME) == {"3401", "4115"}


def test_a_short_name_that_fits_two_lines_is_neither() -> None:
    names = [(PROJECT, "临淄至临沂高速"), (PROJECT, "临沭至临淄高速")]
    graph = resolve([report("3713", names), report("3703", [(PROJECT, "临临高速")])])
    assert not iris(graph, "临临高速") & (iris(graph, "临淄至临沂高速") | iris(graph, "临沭至临淄高速"))


def test_old_railways_are_not_the_fast_line_that_is_written_out() -> None:
    graph = resolve(
        [report("5120", [(PROJECT, "成渝铁路")]), report("5110", [(PROJECT, "成都至重庆高速铁路")])]
    )
    assert iris(graph, "成渝铁路") != iris(graph, "成都至重庆高速铁路")


def test_stations_may_be_left_out_between_the_same_ends() -> None:
    graph = resolve([report("3608", [(PROJECT, "温武吉铁路")]), report("3610", [(PROJECT, "吉抚武温铁路")])])
    assert iris(graph, "温武吉铁路") == iris(graph, "吉抚武温铁路")


def test_a_third_city_between_two_is_another_line() -> None:
    graph = resolve([report("3304", [(PROJECT, "沪嘉城际")]), report("31", [(PROJECT, "沪苏嘉城际")])])
    assert iris(graph, "沪嘉城际") != iris(graph, "沪苏嘉城际")


def test_a_local_railway_is_the_intercity_one() -> None:
    graph = resolve(
        [report("3411", [(PROJECT, "滁宁城际")]), report("3201", [(PROJECT, "宁滁市域（郊）铁路")])]
    )
    assert iris(graph, "滁宁城际") == iris(graph, "宁滁市域（郊）铁路")


def test_a_crossing_is_one_from_both_banks() -> None:
    both = [report("3201", [(PROJECT, "龙潭过江通道")]), report("3210", [(PROJECT, "龙潭过江通道")])]
    assert len(iris(resolve(both), "龙潭过江通道")) == 1
    ordinal = [report("4207", [(PROJECT, "第二过江通道")]), report("4211", [(PROJECT, "第二过江通道")])]
    assert len(iris(resolve(ordinal), "第二过江通道")) == 2


def test_counties_of_one_city_that_contend_give_the_city() -> None:
    graph = resolve([report("5202", [(PROJECT, "盘兴高铁")]), report("5223", [(PROJECT, "盘兴高铁")])])
    assert cities(graph, "盘兴高铁", SpanBasis.NAME) == {"5202", "5223"}


def test_a_section_named_by_its_province_adds_no_province() -> None:
    graph = resolve([report("3405", [(PROJECT, "扬马城际安徽段")])])
    assert cities(graph, "扬马城际安徽段") == {"3210", "3405"}
