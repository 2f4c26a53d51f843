// planned-by-sector
// zh: 某年按产业的计划
// en: What was planned for a year, by industry
// question: Which industries were to be developed in a year, where, and with which projects?
// param year int default: 2024 | the year that is planned
// param city str default: "" | only plans of this city's reports; the beginning of its name is enough
// column industry: name of the industry
// column thing: name of the project, park or place
// column type: Project, Park or Place
// column status: the status that is announced for a project or park, empty for a place
// column city: the city whose report says it, empty where it is unknown
// column quotes: the sentences that say so
MATCH (x:Project|Park|Place)-[d:DEVELOPS|IN_INDUSTRY]->(i:Industry)
OPTIONAL MATCH (x)-[:HAS_PROGRESS]->(g:Progress)
WHERE g.modality = 'planned' AND g.year = $year
WITH x, i, g.status AS progress, g.reports AS progress_reports, g.quotes AS progress_quotes,
     d.modality AS modality, d.year AS year, d.reports AS edge_reports, d.quotes AS edge_quotes
WHERE progress IS NOT NULL OR (modality = 'planned' AND year = $year)
WITH x, i, coalesce(progress, '') AS status, coalesce(progress_reports, edge_reports) AS sources,
     coalesce(progress_quotes, edge_quotes) AS said
UNWIND sources AS source
MATCH (r:Report {iri: source})
WHERE coalesce(r.city, '') STARTS WITH $city
UNWIND said AS quote
WITH i.name AS industry, x.name AS thing, x.type AS type, x.iri AS iri, status,
     coalesce(r.city, '') AS city, collect(DISTINCT quote) AS quotes
RETURN industry, thing, type, status, city, quotes
ORDER BY industry, type, thing, iri, status, city
