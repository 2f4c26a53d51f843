// search
// zh: 按名称查找
// en: Things by a part of their name
// question: What is there whose name or alias holds this text?
// param text str | a part of the name
// param type str default: "" | only this type: Project, Park, Enterprise, Program, Place, Organization, Policy, Industry, Event, Honor or Report
// param limit int default: 100 | how many rows
// column name: its name
// column type: what it is
// column city: official name of its home city, empty where none is known
// column aliases: its other names
// column mentions: how often reports name it
// column iri: its IRI
WITH $text AS text, $type AS wanted
MATCH (n:Project|Park|Enterprise|Program|Place|Organization|Policy|Industry|Event|Honor|Report)
WHERE (wanted = '' OR n.type = wanted) AND (text = '' OR n.name CONTAINS text OR any(alias IN n.aliases WHERE alias CONTAINS text))
OPTIONAL MATCH (r:Report)-[m:MENTIONS]->(n)
RETURN n.name AS name, n.type AS type, coalesce(n.city, '') AS city, coalesce(n.aliases, []) AS aliases,
       coalesce(sum(m.count), 0) AS mentions, n.iri AS iri
ORDER BY mentions DESC, name, iri
LIMIT $limit
