// enterprises-in-several-cities
// zh: 活跃于多个城市的企业
// en: Enterprises active in several cities
// question: Which enterprises are settled, undertake projects or are named by the reports in several cities?
// param min_cities int default: 2 | how many cities at least
// column enterprise: name of the enterprise
// column iri: its IRI
// column number_of_cities: how many cities
// column cities: official names of all those cities
// column by_place: cities where it or its park lies
// column by_project: cities that its projects concern
// column by_report: cities whose reports name it
// column projects: the projects that it undertakes
MATCH (e:Enterprise)
OPTIONAL MATCH (e)-[:LOCATED_IN]->(l:Place|Park)
WITH e, collect(DISTINCT l.city) AS by_place
OPTIONAL MATCH (e)<-[:UNDERTAKEN_BY]-(p:Project)
OPTIONAL MATCH (p)-[:SPANS_CITY]->(c:Place)
WITH e, by_place, collect(DISTINCT c.name) AS by_project, collect(DISTINCT p.name) AS projects
OPTIONAL MATCH (r:Report)-[:MENTIONS]->(e)
WITH e, by_place, by_project, projects, collect(DISTINCT r.city) AS by_report
UNWIND by_place + by_project + by_report AS city
WITH e.name AS enterprise, e.iri AS iri, by_place, by_project, by_report, projects,
     collect(DISTINCT city) AS cities, count(DISTINCT city) AS number_of_cities
WHERE number_of_cities >= $min_cities
RETURN enterprise, iri, number_of_cities, cities, by_place, by_project, by_report, projects
ORDER BY number_of_cities DESC, enterprise, iri
