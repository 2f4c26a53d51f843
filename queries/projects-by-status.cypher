// projects-by-status
// zh: 各市项目的进展
// en: Projects of a city by status
// question: How far has each project come, by the city's newest report that tells it?
// param city str default: "" | only this city; the beginning of its name is enough
// param status str default: "" | only this status: planned, agreed, started, under_construction, completed or in_operation
// param modality str default: "actual" | actual (what has happened) or planned (what is announced)
// column city: the city whose report says it
// column status: the furthest status that the newest report tells
// column project: name of the project or park
// column iri: its IRI
// column report_year: year of that report
// column quotes: the sentences that say so

// The lists of evidence run side by side: list[0..k][-1] is the k-th element, in both engines.
MATCH (p:Project|Park)-[:HAS_PROGRESS]->(g:Progress)
WHERE g.modality = $modality
UNWIND g.reports AS source
MATCH (r:Report {iri: source})
WHERE r.city STARTS WITH $city
WITH p, r.city AS city, max(r.year) AS report_year
MATCH (p)-[:HAS_PROGRESS]->(h:Progress)
WHERE h.modality = $modality
UNWIND range(1, size(h.reports)) AS k
WITH p, city, report_year, h.status AS told, h.reports[0..k][-1] AS source, h.quotes[0..k][-1] AS quote
MATCH (q:Report {iri: source})
WHERE q.city = city AND q.year = report_year
WITH p, city, report_year, collect(DISTINCT quote) AS quotes,
     max(CASE told WHEN 'in_operation' THEN 6 WHEN 'completed' THEN 5 WHEN 'under_construction' THEN 4
                   WHEN 'started' THEN 3 WHEN 'agreed' THEN 2 ELSE 1 END) AS rank
WITH p.name AS project, p.iri AS iri, city, report_year, quotes, rank,
     CASE rank WHEN 6 THEN 'in_operation' WHEN 5 THEN 'completed' WHEN 4 THEN 'under_construction'
               WHEN 3 THEN 'started' WHEN 2 THEN 'agreed' ELSE 'planned' END AS status
WHERE $status = '' OR status = $status
RETURN city, status, project, iri, report_year, quotes
ORDER BY city, rank, project, iri
