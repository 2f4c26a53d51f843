// communities
// zh: 社群：网络分析
// en: Communities of the network
// question: Which things are more connected with one another than with the rest?
// param min_size int default: 3 | how many members at least
// param limit int default: 20 | how many communities
// python: communities
// column community: number of the community, the largest first
// column size: how many members
// column core: names of its best connected members
// column projects: names of its projects
// column members: IRIs of all its members
MATCH (a:Project|Park|Enterprise|Program|Place|Organization|Policy|Industry|Event|Honor)-[r:LOCATED_IN|SPANS|PART_OF|UNDERTAKEN_BY|IN_INDUSTRY|DEVELOPS|RECEIVED|HOSTED|ISSUED|CARRIES_OUT|COOPERATES_WITH]->(b:Project|Park|Enterprise|Program|Place|Organization|Policy|Industry|Event|Honor)
RETURN DISTINCT a.iri AS source, a.name AS source_name, a.type AS source_type,
       b.iri AS target, b.name AS target_name, b.type AS target_type
ORDER BY source, target
