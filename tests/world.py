"""A property graph made by hand, in which every query of the library has an answer.

Three reports of 资阳市 and 遂宁市, of two years, so that what was announced can be compared
with what became of it. The sentences are invented.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from kg.types import Edge, Node, PropertyGraph, Value

ID = "https://w3id.org/govreport-kg/id/"
Says = Sequence[tuple[str, str]]


class World:
    """Collects nodes and edges; a fact said again joins the edge that is there already."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[str, Edge] = {}

    def graph(self) -> PropertyGraph:
        """What was collected so far, sorted."""
        nodes = [self.nodes[iri] for iri in sorted(self.nodes)]
        edges = sorted(self.edges.values(), key=lambda one: (one.type, one.id))
        return PropertyGraph(lambda: iter(nodes), lambda: iter(edges))

    def node(self, label: str, name: str, extra: str = "", /, **properties: Value) -> str:
        """A node; gives its IRI."""
        iri = f"{ID}{label.lower()}/{name}"
        own: dict[str, Value] = {"iri": iri, "name": name, "type": label, "aliases": (), **properties}
        self.nodes[iri] = Node(iri, (label, extra) if extra else (label,), own)
        return iri

    def city(self, name: str, code: str) -> str:
        """A city as a place."""
        return self.node(
            "Place", name, "City", code=code, division=code, level="city", city=name, aliases=(name[:-1],)
        )

    def report(self, city: str, year: int) -> str:
        """A report of the city whose IRI is ``city``."""
        body = self.nodes[city].properties
        title = f"{body['name']}政府工作报告"
        iri = self.node(
            "Report",
            f"{body['code']}-{year}",
            title=title,
            year=year,
            division=body["code"],
            city=body["name"],
            body=body["name"],
            source=f"{body['code']}-{year}.txt",
            length=9000,
        )
        self.edge("REPORT_OF", iri, city)
        return iri

    def edge(self, type_: str, source: str, target: str, /, **properties: Value) -> None:
        """An edge; its id is made of what it says."""
        said = (type_, source, target, properties.get("modality"), properties.get("year"))
        id_ = hashlib.blake2b(repr(said).encode(), digest_size=8).hexdigest()
        labels = self.nodes[source].labels[0], self.nodes[target].labels[0]
        own: dict[str, Value] = {"id": id_, **properties}
        self.edges[id_] = Edge(id_, type_, source, labels[0], target, labels[1], own)

    def fact(
        self, type_: str, source: str, target: str, says: Says, year: int = 2024, modality: str = "actual"
    ) -> None:
        """A relation that the sentences ``says`` (report, quote) state."""
        self.edge(type_, source, target, modality=modality, year=year, **self.evidence(says))
        self.mention([source, target], says)

    def spans(self, project: str, city: str, says: Sequence[tuple[str, str, str]]) -> None:
        """The project concerns the city, by ``says`` (basis, report, quote)."""
        evidence = self.evidence([(report, quote) for _, report, quote in says])
        basis = tuple(one for one, _, _ in says)
        self.edge("SPANS_CITY", project, city, modality="actual", basis=basis, **evidence)

    def progress(self, thing: str, status: str, year: int, says: Says, modality: str = "actual") -> None:
        """How far the project or park has come."""
        name = hashlib.blake2b(repr((thing, status, year, modality)).encode(), digest_size=8).hexdigest()
        record = self.node(
            "Progress", name, status=status, modality=modality, year=year, **self.evidence(says)
        )
        self.edge("HAS_PROGRESS", thing, record)
        self.mention([thing], says)

    def observe(self, thing: str, figure: Mapping[str, Value], says: Says) -> None:
        """A figure of the thing."""
        name = hashlib.blake2b(repr((thing, sorted(figure.items()))).encode(), digest_size=8).hexdigest()
        record = self.node("Observation", name, **figure, **self.evidence(says))
        self.edge("HAS_OBSERVATION", thing, record)
        self.mention([thing], says)

    def mention(self, things: Sequence[str], says: Says) -> None:
        """The reports name the things."""
        for report in sorted({one for one, _ in says}):
            for thing in things:
                count = Counter(one for one, _ in says)[report]
                places: dict[str, Value] = {
                    "surfaces": (str(self.nodes[thing].properties["name"]),) * count,
                    "paragraphs": (0,) * count,
                    "char_starts": tuple(range(count)),
                    "char_ends": tuple(range(1, count + 1)),
                    "sources": ("test",) * count,
                    "confidences": (0.9,) * count,
                }
                self.edge("MENTIONS", report, thing, count=count, **places)

    def evidence(self, says: Says) -> dict[str, Value]:
        """The parallel lists of evidence."""
        return {
            "reports": tuple(report for report, _ in says),
            "report_titles": tuple(str(self.nodes[report].properties["title"]) for report, _ in says),
            "quotes": tuple(quote for _, quote in says),
            "paragraphs": tuple(range(len(says))),
            "char_starts": tuple(10 * number for number in range(len(says))),
            "char_ends": tuple(10 * number + len(quote) for number, (_, quote) in enumerate(says)),
            "rules": ("test",) * len(says),
            "confidences": (0.9,) * len(says),
            "confidence": 0.9,
        }


def figure(indicator: str, number: float, unit: str, year: int, modality: str) -> dict[str, Value]:
    """The properties of an observation of a value."""
    return {
        "indicator": indicator,
        "kind": "value",
        "number": number,
        "value": f"{number:g}",
        "unit": unit,
        "unit_code": "CNY",
        "bound": "",
        "year": year,
        "modality": modality,
    }


def world() -> World:
    """The world, ready to be changed by a test."""
    made = World()
    province = made.node("Place", "四川省", "Province", code="51", level="province")
    ziyang, suining = made.city("资阳市", "5120"), made.city("遂宁市", "5109")
    made.node("Place", "内江市", "City", code="5110", level="city", city="内江市")
    for city in (ziyang, suining):
        made.edge("WITHIN", city, province, modality="actual", known_by=("divisions",))
    old, new, other = made.report(ziyang, 2023), made.report(ziyang, 2024), made.report(suining, 2024)
    road = made.node("Project", "资遂高速公路", aliases=("资遂高速", "资遂高速公路工程"))
    _road(made, road, (ziyang, suining), (old, new, other))
    _promises(made, (old, new))
    _park(made, (ziyang, suining), (new, other))
    _program(made, road, suining, (new, other))
    _figures(made, (ziyang, suining), (old, new, other))
    _deeds(made, (ziyang, suining), (old, new))
    return made


def _road(made: World, road: str, cities: tuple[str, str], reports: tuple[str, str, str]) -> None:
    old, new, other = reports
    name, text = ("name", other, "资遂高速通车"), ("text", new, "资遂高速起于资阳、止于遂宁")
    made.spans(road, cities[0], [name, text, ("report", new, "资遂高速加快建设")])
    made.spans(road, cities[1], [name, text, ("report", other, "资遂高速通车")])
    for city in cities:
        made.fact("SPANS", road, city, [(new, "资遂高速起于资阳、止于遂宁")])
    builder = made.node("Enterprise", "蜀川路桥公司", aliases=("蜀川路桥",))
    made.fact("UNDERTAKEN_BY", road, builder, [(new, "由蜀川路桥公司承建"), (other, "蜀川路桥建成")])
    made.progress(road, "started", 2023, [(old, "资遂高速今年开工")], "planned")
    made.progress(road, "under_construction", 2023, [(new, "资遂高速加快建设")])
    made.progress(road, "in_operation", 2024, [(new, "资遂高速力争通车")], "planned")
    made.progress(road, "in_operation", 2024, [(other, "资遂高速通车")])


def _promises(made: World, reports: tuple[str, str]) -> None:
    old, new = reports
    announced = {name: made.node("Project", name) for name in ("甲桥", "乙路", "丙馆", "丁厂", "戊站")}
    for name, thing in announced.items():
        made.progress(thing, "completed", 2023, [(old, f"{name}今年建成")], "planned")
    made.progress(announced["甲桥"], "in_operation", 2023, [(new, "甲桥已通车")])
    made.progress(announced["乙路"], "under_construction", 2023, [(new, "乙路推进")])
    made.progress(announced["丙馆"], "completed", 2024, [(new, "丙馆今年建成")], "planned")
    made.mention([announced["戊站"]], [(new, "戊站")])


def _park(made: World, cities: tuple[str, str], reports: tuple[str, str]) -> None:
    new, other = reports
    park = made.node("Park", "临空产业园", division="5120", city="资阳市")
    firm = made.node("Enterprise", "川锐医疗公司", division="5120", city="资阳市")
    plant = made.node("Project", "川锐医疗器械基地")
    industry = made.node("Industry", "医疗器械产业")
    made.fact("LOCATED_IN", park, cities[0], [(new, "临空产业园")])
    made.fact("LOCATED_IN", firm, park, [(new, "川锐医疗落户园区")])
    made.fact("LOCATED_IN", plant, park, [(new, "园内的医疗器械基地")])
    made.fact("UNDERTAKEN_BY", plant, firm, [(new, "川锐医疗投资建设基地")])
    made.fact("UNDERTAKEN_BY", plant, f"{ID}enterprise/蜀川路桥公司", [(new, "蜀川路桥承建基地")])
    made.fact("IN_INDUSTRY", plant, industry, [(new, "医疗器械基地")])
    made.fact("DEVELOPS", cities[1], industry, [(other, "2024年培育医疗器械产业")], modality="planned")
    made.progress(plant, "started", 2024, [(new, "医疗器械基地今年开工")], "planned")


def _program(made: World, road: str, suining: str, reports: tuple[str, str]) -> None:
    new, other = reports
    battles = made.node("Program", "三大会战")
    traffic = made.node("Program", "交通建设大会战")
    made.fact("PART_OF", traffic, battles, [(new, "三大会战中的交通建设大会战")])
    made.fact("PART_OF", road, traffic, [(new, "大会战包括资遂高速"), (new, "资遂高速列入会战")])
    made.fact("CARRIES_OUT", suining, battles, [(other, "遂宁实施三大会战")])
    made.observe(traffic, figure("完成投资", 3.5e9, "亿元", 2023, "actual"), [(new, "完成投资35亿元")])


def _figures(made: World, cities: tuple[str, str], reports: tuple[str, str, str]) -> None:
    old, new, other = reports
    gdp = "地区生产总值"
    made.observe(cities[0], figure(gdp, 1.1e11, "亿元", 2023, "planned"), [(old, "地区生产总值1100亿元")])
    made.observe(cities[0], figure(gdp, 1.05e11, "亿元", 2023, "actual"), [(new, "地区生产总值1050亿元")])
    made.observe(cities[1], figure(gdp, 1.7e11, "亿元", 2023, "actual"), [(other, "地区生产总值1700亿元")])


def _deeds(made: World, cities: tuple[str, str], reports: tuple[str, str]) -> None:
    old, new = reports
    school = made.node("Organization", "川中大学", division="5120", city="资阳市")
    made.fact("COOPERATES_WITH", cities[0], cities[1], [(new, "与遂宁签订协议"), (old, "与遂宁结对")])
    made.fact("COOPERATES_WITH", cities[0], school, [(new, "与川中大学合作")])
    made.fact("RECEIVED", cities[0], made.node("Honor", "国家卫生城市"), [(new, "获评国家卫生城市")])
    civil = made.node("Honor", "全国文明城市")
    made.fact("RECEIVED", cities[0], civil, [(new, "争创全国文明城市")], modality="planned")
    made.fact("HOSTED", cities[0], made.node("Event", "首届柠檬文化节"), [(new, "举办首届柠檬文化节")], 2023)
    made.fact("ISSUED", cities[0], made.node("Policy", "资阳市河湖管护条例"), [(new, "出台条例")], 2023)
