"""A small but rich graph for tests of all that comes after resolution.

Two cities and a redacted report; a motorway that both cities' reports speak of, known to
span them by its name, by the text and by the reports; a park with an enterprise; programs;
what was announced and what became of it; figures; a prize received and one hoped for.
The sentences are invented. :data:`TEXTS` holds each report's text, so that
``TEXTS[evidence.report][evidence.start:evidence.end] == evidence.quote``.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.types import (
    Entity,
    EntityType,
    Evidence,
    Fact,
    Graph,
    MentionRef,
    Merge,
    Modality,
    ObservationKind,
    Predicate,
    Quantity,
    ReportInfo,
    SpanBasis,
    Status,
)

ID = "https://w3id.org/govreport-kg/id/"
ZIYANG, SUINING, REDACTED = "a1" * 8, "b2" * 8, "c3" * 8

TEXTS = {
    ZIYANG: """资阳市政府工作报告
过去一年，资遂高速公路开工建设，起于资阳、止于遂宁，由蜀川路桥公司承建。
临空产业园完成投资32.5亿元、增长12%，川锐医疗公司落户园区，医疗器械产业加快壮大。
园区大会战扎实推进，其中临空攻坚行动新开工项目18个，园区提升工程纳入行动。
我市与遂宁市签订合作协议，获评国家卫生城市，举办首届柠檬文化节，出台《资阳市河湖管护条例》。
2024年，资遂高速公路力争建成通车，争创全国文明城市，地区生产总值增长6.5%左右。
""",
    SUINING: """遂宁市政府工作报告
一年来，资遂高速建成通车，新增通车里程60至65公里。
遂宁市实施园区大会战，园区提升工程完工。
""",
    REDACTED: """政府工作报告
全年粮食产量保持稳定，位居全省第3位；资遂高速过境段主体完工。
""",
}


@dataclass(frozen=True)
class _Source:
    """Finds quotes in one report's text."""

    report: str

    def says(self, quote: str, rule: str, confidence: float = 1.0) -> Evidence:
        """Evidence for the one place where the report says ``quote``."""
        start, paragraph = self._place(quote, 1)
        return Evidence(self.report, paragraph, start, start + len(quote), quote, rule, confidence)

    def names(self, surface: str, nth: int = 1, source: str = "model", confidence: float = 0.9) -> MentionRef:
        """The ``nth`` mention (from 1) of ``surface`` in the report."""
        start, paragraph = self._place(surface, nth)
        return MentionRef(self.report, paragraph, start, start + len(surface), surface, source, confidence)

    def _place(self, string: str, nth: int) -> tuple[int, int]:
        text, start = TEXTS[self.report], -1
        for _ in range(nth):
            start = text.index(string, start + 1)
        return start, text.count("\n", 0, start)


_ZY, _SN, _GA = _Source(ZIYANG), _Source(SUINING), _Source(REDACTED)


def _iri(kind: str, name: str) -> str:
    return f"{ID}{kind}/{name}"


ROAD = _iri("project", "资遂高速公路")
UPGRADE = _iri("project", "园区提升工程")
PARK = _iri("park", "5120/临空产业园")
BUILDER = _iri("enterprise", "蜀川路桥公司")
MEDICAL = _iri("enterprise", "川锐医疗公司")
BATTLE = _iri("program", "园区大会战")
PUSH = _iri("program", "临空攻坚行动")
PROVINCE = _iri("place", "51")
CITY_ZIYANG = _iri("place", "5120")
CITY_SUINING = _iri("place", "5109")
UNIVERSITY = _iri("organization", "川中大学")
RULES = _iri("policy", "资阳市河湖管护条例")
INDUSTRY = _iri("industry", "医疗器械产业")
FESTIVAL = _iri("event", "首届柠檬文化节")
CLEAN = _iri("honor", "国家卫生城市")
CIVIL = _iri("honor", "全国文明城市")
REPORT_REDACTED = _iri("report", REDACTED)

REPORTS = (
    ReportInfo(ZIYANG, "资阳市政府工作报告", "5120", 2024, "ziyang-2024.txt", len(TEXTS[ZIYANG])),
    ReportInfo(SUINING, "遂宁市政府工作报告", "5109", 2025, "suining-2025.txt", len(TEXTS[SUINING])),
    ReportInfo(REDACTED, "政府工作报告", None, None, "redacted.txt", len(TEXTS[REDACTED])),
)

_ENTITIES = (
    Entity(
        ROAD,
        EntityType.PROJECT,
        "资遂高速公路",
        aliases=("资遂高速",),
        mentions=(
            _ZY.names("资遂高速公路"),
            _ZY.names("资遂高速公路", 2),
            _SN.names("资遂高速"),
            _GA.names("资遂高速", confidence=0.7),
        ),
        merges=(Merge(("资遂高速公路", "资遂高速"), "短名：高速公路与高速同义", 0.95),),
        old_iris=(_iri("project", "资遂高速"),),
        sector="transport",
    ),
    Entity(
        UPGRADE,
        EntityType.PROJECT,
        "园区提升工程",
        mentions=(_ZY.names("园区提升工程"), _SN.names("园区提升工程")),
    ),
    Entity(PARK, EntityType.PARK, "临空产业园", division="5120", mentions=(_ZY.names("临空产业园"),)),
    Entity(BUILDER, EntityType.ENTERPRISE, "蜀川路桥公司", mentions=(_ZY.names("蜀川路桥公司"),)),
    Entity(MEDICAL, EntityType.ENTERPRISE, "川锐医疗公司", mentions=(_ZY.names("川锐医疗公司"),)),
    Entity(
        BATTLE, EntityType.PROGRAM, "园区大会战", mentions=(_ZY.names("园区大会战"), _SN.names("园区大会战"))
    ),
    Entity(PUSH, EntityType.PROGRAM, "临空攻坚行动", division="5120", mentions=(_ZY.names("临空攻坚行动"),)),
    Entity(PROVINCE, EntityType.PLACE, "四川省", aliases=("四川",), division="51", level="province"),
    Entity(
        CITY_ZIYANG,
        EntityType.PLACE,
        "资阳市",
        aliases=("资阳",),
        division="5120",
        level="city",
        mentions=(_ZY.names("资阳", 2, "gazetteer", 1.0),),
    ),
    Entity(
        CITY_SUINING,
        EntityType.PLACE,
        "遂宁市",
        aliases=("遂宁",),
        division="5109",
        level="city",
        mentions=(_ZY.names("遂宁", 1, "gazetteer", 1.0), _SN.names("遂宁市", 2, "gazetteer", 1.0)),
    ),
    Entity(UNIVERSITY, EntityType.ORGANIZATION, "川中大学"),
    Entity(RULES, EntityType.POLICY, "资阳市河湖管护条例", mentions=(_ZY.names("资阳市河湖管护条例"),)),
    Entity(INDUSTRY, EntityType.INDUSTRY, "医疗器械产业", mentions=(_ZY.names("医疗器械产业"),)),
    Entity(FESTIVAL, EntityType.EVENT, "首届柠檬文化节", mentions=(_ZY.names("首届柠檬文化节"),)),
    Entity(CLEAN, EntityType.HONOR, "国家卫生城市", mentions=(_ZY.names("国家卫生城市"),)),
    Entity(CIVIL, EntityType.HONOR, "全国文明城市", mentions=(_ZY.names("全国文明城市"),)),
)

_SPAN = "起于资阳、止于遂宁"
_PARK_LINE = "川锐医疗公司落户园区，医疗器械产业加快壮大"

_RELATIONS = (
    Fact(ROAD, Predicate.SPANS, CITY_ZIYANG, year=2023, evidence=_ZY.says(_SPAN, "spans.from-to", 0.98)),
    Fact(ROAD, Predicate.SPANS, CITY_SUINING, year=2023, evidence=_ZY.says(_SPAN, "spans.from-to", 0.98)),
    Fact(ROAD, Predicate.SPANS, CITY_SUINING, year=2023, evidence=_ZY.says("止于遂宁", "spans.end", 0.8)),
    Fact(
        ROAD, Predicate.UNDERTAKEN_BY, BUILDER, year=2023, evidence=_ZY.says("由蜀川路桥公司承建", "built-by")
    ),
    Fact(
        PARK,
        Predicate.LOCATED_IN,
        CITY_ZIYANG,
        year=2023,
        evidence=_ZY.says("临空产业园", "located.own-park"),
    ),
    Fact(
        MEDICAL, Predicate.LOCATED_IN, PARK, year=2023, evidence=_ZY.says("川锐医疗公司落户园区", "settled")
    ),
    Fact(
        MEDICAL,
        Predicate.IN_INDUSTRY,
        INDUSTRY,
        year=2023,
        evidence=_ZY.says(_PARK_LINE, "industry.near", 0.6),
    ),
    Fact(CITY_ZIYANG, Predicate.DEVELOPS, INDUSTRY, year=2023, evidence=_ZY.says(_PARK_LINE, "develops")),
    Fact(PUSH, Predicate.PART_OF, BATTLE, year=2023, evidence=_ZY.says("其中临空攻坚行动", "part.among")),
    Fact(UPGRADE, Predicate.PART_OF, PUSH, year=2023, evidence=_ZY.says("园区提升工程纳入行动", "part.into")),
    Fact(
        CITY_ZIYANG,
        Predicate.COOPERATES_WITH,
        CITY_SUINING,
        year=2023,
        evidence=_ZY.says("我市与遂宁市签订合作协议", "cooperates.sign"),
    ),
    Fact(
        CITY_ZIYANG, Predicate.RECEIVED, CLEAN, year=2023, evidence=_ZY.says("获评国家卫生城市", "received")
    ),
    Fact(
        CITY_ZIYANG,
        Predicate.RECEIVED,
        CIVIL,
        modality=Modality.PLANNED,
        year=2024,
        evidence=_ZY.says("争创全国文明城市", "received.hoped"),
    ),
    Fact(
        CITY_ZIYANG, Predicate.HOSTED, FESTIVAL, year=2023, evidence=_ZY.says("举办首届柠檬文化节", "hosted")
    ),
    Fact(
        CITY_ZIYANG,
        Predicate.ISSUED,
        RULES,
        year=2023,
        evidence=_ZY.says("出台《资阳市河湖管护条例》", "issued"),
    ),
    Fact(
        CITY_SUINING,
        Predicate.CARRIES_OUT,
        BATTLE,
        year=2024,
        evidence=_SN.says("遂宁市实施园区大会战", "runs"),
    ),
)


def _spans_city(city: str, basis: SpanBasis, evidence: Evidence) -> Fact:
    return Fact(ROAD, "SPANS_CITY", city, basis=basis, evidence=evidence)


_ADDED = (
    _spans_city(CITY_ZIYANG, SpanBasis.NAME, _SN.says("资遂高速", "line-name.ends")),
    _spans_city(CITY_SUINING, SpanBasis.NAME, _SN.says("资遂高速", "line-name.ends")),
    _spans_city(CITY_ZIYANG, SpanBasis.TEXT, _ZY.says(_SPAN, "spans.from-to", 0.98)),
    _spans_city(CITY_SUINING, SpanBasis.TEXT, _ZY.says(_SPAN, "spans.from-to", 0.98)),
    _spans_city(CITY_SUINING, SpanBasis.REPORT, _SN.says("资遂高速建成通车", "report.own-city")),
    Fact(CITY_ZIYANG, "WITHIN", PROVINCE, rule="divisions"),
    Fact(CITY_SUINING, "WITHIN", PROVINCE, rule="divisions"),
)


def _progress(
    subject: str, status: Status, year: int | None, evidence: Evidence, *, planned: bool = False
) -> Fact:
    modality = Modality.PLANNED if planned else Modality.ACTUAL
    return Fact(subject, Predicate.PROGRESS, status=status, modality=modality, year=year, evidence=evidence)


_PROGRESS = (
    _progress(ROAD, Status.STARTED, 2023, _ZY.says("资遂高速公路开工建设", "progress.started")),
    _progress(
        ROAD, Status.IN_OPERATION, 2024, _ZY.says("资遂高速公路力争建成通车", "progress.opened"), planned=True
    ),
    _progress(ROAD, Status.IN_OPERATION, 2024, _SN.says("资遂高速建成通车", "progress.opened")),
    _progress(ROAD, Status.COMPLETED, None, _GA.says("资遂高速过境段主体完工", "progress.done", 0.5)),
    _progress(UPGRADE, Status.COMPLETED, 2024, _SN.says("园区提升工程完工", "progress.done")),
)


def _observation(
    subject: str,
    quantity: Quantity,
    year: int | None,
    evidence: Evidence,
    modality: Modality = Modality.ACTUAL,
) -> Fact:
    return Fact(
        subject, Predicate.OBSERVATION, quantity=quantity, modality=modality, year=year, evidence=evidence
    )


_FIGURE = ObservationKind
_OBSERVATIONS = (
    _observation(
        PARK,
        Quantity("投资", _FIGURE.VALUE, "32.5", "亿元", 3_250_000_000.0, None, "CNY"),
        2023,
        _ZY.says("临空产业园完成投资32.5亿元", "figure.value"),
    ),
    _observation(
        PARK,
        Quantity("投资", _FIGURE.GROWTH, "12", "%", 12.0, None, "%"),
        2023,
        _ZY.says("增长12%", "figure.growth", 0.97),
    ),
    _observation(
        PUSH,
        Quantity("新开工项目", _FIGURE.COUNT, "18", "个", 18.0, None, "1"),
        2023,
        _ZY.says("新开工项目18个", "figure.count"),
    ),
    _observation(
        CITY_ZIYANG,
        Quantity("地区生产总值", _FIGURE.GROWTH, "6.5", "%", 6.5, None, "%", "about"),
        2024,
        _ZY.says("地区生产总值增长6.5%左右", "figure.growth"),
        Modality.PLANNED,
    ),
    _observation(
        ROAD,
        Quantity("通车里程", _FIGURE.VALUE, "60至65", "公里", 60.0, 65.0, "km"),
        2024,
        _SN.says("新增通车里程60至65公里", "figure.range"),
    ),
    _observation(
        REPORT_REDACTED,
        Quantity("粮食产量", _FIGURE.RANK, "3", "位", 3.0),
        None,
        _GA.says("粮食产量保持稳定，位居全省第3位", "figure.rank"),
    ),
)


def _order(fact: Fact) -> tuple[str, ...]:
    return (fact.subject, fact.predicate, fact.object or "", repr(fact))


def rich_graph() -> Graph:
    """The whole graph, sorted as resolution leaves it."""
    facts = sorted((*_RELATIONS, *_ADDED, *_PROGRESS, *_OBSERVATIONS), key=_order)
    entities = sorted(_ENTITIES, key=lambda one: one.iri)
    return Graph(tuple(sorted(REPORTS, key=lambda one: one.id)), tuple(entities), tuple(facts))


def without_report(report: str) -> Graph:
    """The graph as it is when ``report`` (an id) was never read: a test of withdrawn reports."""
    graph = rich_graph()
    entities = tuple(
        Entity(
            one.iri,
            one.type,
            one.name,
            one.aliases,
            one.division,
            one.level,
            tuple(mention for mention in one.mentions if mention.report != report),
            one.merges,
            one.old_iris,
            one.sector,
        )
        for one in graph.entities
    )
    facts = tuple(one for one in graph.facts if one.evidence is None or one.evidence.report != report)
    return Graph(tuple(one for one in graph.reports if one.id != report), entities, facts)
