// hubs
// zh: 枢纽：网络分析
// en: Hubs of the network
// question: What holds the network together, by degree, by PageRank and by lying between others?
// param type str default: "" | only this type in the answer: Project, Park, Enterprise, Program, Place, Organization, Policy, Industry, Event or Honor
// param limit int default: 20 | how many rows
// python: hubs
// column name: its name
// column type: what it is
// column iri: its IRI
// column degree: with how many things it is connected
// column pagerank: share of a random walk's time that is spent at it
// column betweenness: share of the shortest paths that lead over it (estimated from 32 starting points in large graphs)
MATCH (a:Project|Park|Enterprise|Program|Place|Organization|Policy|Industry|Event|Honor)-[r:LOCATED_IN|SPANS|PART_OF|UNDERTAKEN_BY|IN_INDUSTRY|DEVELOPS|RECEIVED|HOSTED|ISSUED|CARRIES_OUT|COOPERATES_WITH]->(b:Project|Park|Enterprise|Program|Place|Organization|Policy|Industry|Event|Honor)
RETURN DISTINCT a.iri AS source, a.name AS source_name, a.type AS source_type,
       b.iri AS target, b.name AS target_name, b.type AS target_type
ORDER BY source, target
