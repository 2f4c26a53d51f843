// shortest-connection
// zh: 两个事物之间的最短联系
// en: The shortest connection between two things
// question: By which relations, and by which sentences, are two things connected?
// param from str | name, alias or IRI of the one
// param to str | name, alias or IRI of the other
// param max_hops int default: 6 | how many relations at most
// python: shortest_connection
// column hop: 1 for the first relation
// column source: name of where the relation starts
// column relation: type of the relation
// column target: name of where it ends
// column forward: whether the way follows the relation from the one to the other
// column modality: actual, estimated or planned
// column year: the year that is spoken of
// column quotes: the sentences that say so
// column source_iri: IRI of where it starts
// column target_iri: IRI of where it ends
MATCH (a:Project|Park|Enterprise|Program|Place|Organization|Policy|Industry|Event|Honor)-[r:LOCATED_IN|SPANS|SPANS_CITY|PART_OF|UNDERTAKEN_BY|IN_INDUSTRY|DEVELOPS|RECEIVED|HOSTED|ISSUED|CARRIES_OUT|COOPERATES_WITH]-(b:Project|Park|Enterprise|Program|Place|Organization|Policy|Industry|Event|Honor)
WHERE a.iri IN $frontier
RETURN a.iri AS source_iri, a.name AS source, type(r) AS relation, b.name AS target, b.iri AS target_iri,
       EXISTS { MATCH (a)-[s:LOCATED_IN|SPANS|SPANS_CITY|PART_OF|UNDERTAKEN_BY|IN_INDUSTRY|DEVELOPS|RECEIVED|HOSTED|ISSUED|CARRIES_OUT|COOPERATES_WITH]->(b) WHERE s.id = r.id } AS forward,
       r.modality AS modality, r.year AS year, r.quotes AS quotes
ORDER BY source_iri, target_iri, relation
