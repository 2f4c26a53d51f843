// indicators
// zh: 各市指标对比：计划与实际
// en: Indicators of several cities side by side, planned against actual
// question: What did each place plan for a year, and what did it reach?
// param indicator str default: "地区生产总值" | the indicator's name
// param kind str default: "" | only this kind of figure: value, growth, share, rank, count or target_gap
// param from_year int default: 0 | the first year
// param to_year int default: 9999 | the last year
// column place: name of the place, or of the report where its body is unknown
// column year: the year that is spoken of
// column indicator: the indicator's name
// column kind: kind of figure
// column unit: code of the unit that the numbers are in
// column planned: the highest figure that was planned
// column estimated: the highest figure that was estimated
// column actual: the highest figure that was reached
// column quotes: the sentences that say so
MATCH (x:Place|Report)-[:HAS_OBSERVATION]->(o:Observation)
WHERE o.indicator = $indicator AND ($kind = '' OR o.kind = $kind)
  AND coalesce(o.year, 0) >= $from_year AND coalesce(o.year, 0) <= $to_year
UNWIND o.quotes AS quote
WITH x.name AS place, x.iri AS iri, o.year AS year, o.indicator AS indicator, o.kind AS kind,
     coalesce(o.unit_code, '') AS unit,
     max(CASE WHEN o.modality = 'planned' THEN o.number END) AS planned,
     max(CASE WHEN o.modality = 'estimated' THEN o.number END) AS estimated,
     max(CASE WHEN o.modality = 'actual' THEN o.number END) AS actual,
     collect(DISTINCT quote) AS quotes
RETURN place, year, indicator, kind, unit, planned, estimated, actual, quotes
ORDER BY year, kind, unit, place, iri
