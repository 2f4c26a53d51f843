// most-connected
// zh: 联系最多的事物
// en: The most connected things
// question: What has the most neighbours, by relations that reports state?
// param type str default: "" | only this type: Project, Park, Enterprise, Program, Place, Organization, Policy, Industry, Event or Honor
// param limit int default: 20 | how many rows
// column name: its name
// column type: what it is
// column iri: its IRI
// column neighbours: with how many things it is connected
// column relations: by how many relations
MATCH (n:Project|Park|Enterprise|Program|Place|Organization|Policy|Industry|Event|Honor)-[r:LOCATED_IN|SPANS|PART_OF|UNDERTAKEN_BY|IN_INDUSTRY|DEVELOPS|RECEIVED|HOSTED|ISSUED|CARRIES_OUT|COOPERATES_WITH]-(m:Project|Park|Enterprise|Program|Place|Organization|Policy|Industry|Event|Honor)
WHERE $type = '' OR n.type = $type
RETURN n.name AS name, n.type AS type, n.iri AS iri, count(DISTINCT m.iri) AS neighbours,
       count(DISTINCT r.id) AS relations
ORDER BY neighbours DESC, relations DESC, name, iri
LIMIT $limit
