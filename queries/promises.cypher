// promises
// zh: 去年的承诺兑现了吗
// en: What became of last year's promises
// question: What does the next report of the same body say of the projects that a report announced?
// param city str default: "" | only bodies of this city; the beginning of its name is enough
// param year int default: 0 | year of the report that announced it; 0 is every year
// param outcome str default: "" | only this outcome
// column body: official name of the body
// column announced_in: year of the report that announced it
// column project: name of the project or park
// column promised: the furthest status that was announced
// column outcome: done (finished, nothing more announced), going_on (progress told), repeated (announced again, no progress told), named (no more than its name), not_mentioned, or open (no later report is there)
// column told: the furthest status that the next report tells, empty where it tells none
// column next_report: year of the next report, 0 where there is none
// column promise: the sentences that announced it
// column answer: the sentences of the next report
// column iri: IRI of the project or park

// The lists of evidence run side by side: list[0..k][-1] is the k-th element, in both engines.
MATCH (p:Project|Park)-[:HAS_PROGRESS]->(g:Progress)
WHERE g.modality = 'planned'
UNWIND range(1, size(g.reports)) AS k
WITH p, g.status AS status, g.reports[0..k][-1] AS source, g.quotes[0..k][-1] AS quote
MATCH (r:Report {iri: source})
WHERE coalesce(r.city, '') STARTS WITH $city AND ($year = 0 OR r.year = $year)
WITH p, r, collect(DISTINCT quote) AS promise,
     max(CASE status WHEN 'in_operation' THEN 6 WHEN 'completed' THEN 5 WHEN 'under_construction' THEN 4
                     WHEN 'started' THEN 3 WHEN 'agreed' THEN 2 ELSE 1 END) AS wanted
OPTIONAL MATCH (n:Report)
WHERE n.division = r.division AND n.year > r.year
WITH p, r, promise, wanted, coalesce(min(n.year), 0) AS next_report
OPTIONAL MATCH (m:Report)-[:MENTIONS]->(p)
WHERE m.division = r.division AND m.year = next_report
WITH p, r, promise, wanted, next_report, count(m.iri) AS named
MATCH (p)-[:HAS_PROGRESS]->(h:Progress)
UNWIND range(1, size(h.reports)) AS k
WITH p, r, promise, wanted, next_report, named, h.modality AS modality, h.status AS status,
     h.reports[0..k][-1] AS source, h.quotes[0..k][-1] AS quote
OPTIONAL MATCH (t:Report {iri: source})
WHERE t.division = r.division AND t.year = next_report
WITH p, r, promise, wanted, next_report, named,
     collect(DISTINCT CASE WHEN t.iri IS NOT NULL THEN quote END) AS answer,
     max(CASE WHEN t.iri IS NULL OR modality = 'planned' THEN 0
              WHEN status = 'in_operation' THEN 6 WHEN status = 'completed' THEN 5
              WHEN status = 'under_construction' THEN 4 WHEN status = 'started' THEN 3
              WHEN status = 'agreed' THEN 2 ELSE 1 END) AS reached,
     max(CASE WHEN t.iri IS NOT NULL AND modality = 'planned' THEN 1 ELSE 0 END) AS again
WITH p, r, promise, wanted, next_report, answer, reached,
     CASE WHEN next_report = 0 THEN 'open'
          WHEN reached >= 5 AND again = 0 THEN 'done'
          WHEN reached > 0 THEN 'going_on' WHEN again = 1 THEN 'repeated'
          WHEN named > 0 THEN 'named' ELSE 'not_mentioned' END AS outcome
WHERE $outcome = '' OR outcome = $outcome
RETURN coalesce(r.body, '') AS body, r.year AS announced_in, p.name AS project,
       CASE wanted WHEN 6 THEN 'in_operation' WHEN 5 THEN 'completed' WHEN 4 THEN 'under_construction'
                   WHEN 3 THEN 'started' WHEN 2 THEN 'agreed' ELSE 'planned' END AS promised,
       outcome,
       CASE reached WHEN 6 THEN 'in_operation' WHEN 5 THEN 'completed' WHEN 4 THEN 'under_construction'
                    WHEN 3 THEN 'started' WHEN 2 THEN 'agreed' WHEN 1 THEN 'planned' ELSE '' END AS told,
       next_report, promise, answer, p.iri AS iri
ORDER BY body, announced_in, project, iri, r.iri
