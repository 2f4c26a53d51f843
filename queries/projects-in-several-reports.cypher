// projects-in-several-reports
// zh: 多份报告提到的项目
// en: Projects named in several reports
// question: Which projects do several reports name, and which reports are they?
// param min_reports int default: 2 | how many reports at least
// param city str default: "" | only projects that a report of this city names; the beginning of its name is enough
// column project: name of the project
// column iri: its IRI
// column number_of_reports: how many reports name it
// column mentions: how often it is named
// column cities: official names of the cities whose reports name it
// column years: years of those reports
// column reports: IRIs of those reports
MATCH (r:Report)-[m:MENTIONS]->(p:Project)
WITH p.name AS project, p.iri AS iri,
     count(DISTINCT r.iri) AS number_of_reports,
     coalesce(sum(m.count), 0) AS mentions,
     collect(DISTINCT r.city) AS cities,
     collect(DISTINCT r.year) AS years,
     collect(DISTINCT r.iri) AS reports,
     max(CASE WHEN coalesce(r.city, '') STARTS WITH $city THEN 1 ELSE 0 END) AS wanted
WHERE number_of_reports >= $min_reports AND wanted = 1
RETURN project, iri, number_of_reports, mentions, cities, years, reports
ORDER BY number_of_reports DESC, mentions DESC, project, iri
