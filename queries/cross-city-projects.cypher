// cross-city-projects
// zh: 跨城市的项目
// en: Projects that span several cities
// question: Which projects concern several cities, how is each city known, and which sentences say so?
// param city str default: "" | only projects of this city; the beginning of its name is enough
// param min_cities int default: 2 | how many cities at least
// column project: name of the project
// column iri: its IRI
// column aliases: its other names
// column cities: official names of all its cities
// column by_name: cities that the project's name tells
// column by_text: cities that a sentence tells
// column by_report: cities whose own reports speak of it
// column quotes: the sentences that say so
MATCH (p:Project)-[s:SPANS_CITY]->(c:Place)
WITH p,
     collect(DISTINCT c.name) AS cities,
     count(DISTINCT c.iri) AS number_of_cities,
     collect(DISTINCT CASE WHEN 'name' IN s.basis THEN c.name END) AS by_name,
     collect(DISTINCT CASE WHEN 'text' IN s.basis THEN c.name END) AS by_text,
     collect(DISTINCT CASE WHEN 'report' IN s.basis THEN c.name END) AS by_report
WHERE number_of_cities >= $min_cities
MATCH (p)-[t:SPANS_CITY]->(d:Place)
UNWIND t.quotes AS quote
WITH p, cities, number_of_cities, by_name, by_text, by_report, d.name AS city, quote
WITH p.name AS project, p.iri AS iri, coalesce(p.aliases, []) AS aliases, cities, number_of_cities,
     by_name, by_text, by_report,
     collect(DISTINCT quote) AS quotes,
     max(CASE WHEN city STARTS WITH $city THEN 1 ELSE 0 END) AS wanted
WHERE wanted = 1
RETURN project, iri, aliases, cities, by_name, by_text, by_report, quotes
ORDER BY number_of_cities DESC, project, iri
