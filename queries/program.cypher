// program
// zh: 专项行动及其子行动、项目和数据
// en: A program with its sub-programs, projects and figures
// question: What belongs to a program such as 三大会战, how far down, and which figures are told of each part?
// param name str default: "三大会战" | programs whose name holds this
// column program: name of the program
// column depth: 0 the program itself, 1 its parts, 2 parts of its parts
// column part: name of the part
// column type: Program or Project
// column iri: IRI of the part
// column indicator: what the figure measures, empty where no figure is told
// column value: the figure as written
// column unit: its unit as written
// column year: the year that is spoken of
// column modality: actual, estimated or planned
// column quotes: the sentences that tell the figure
MATCH t = (x:Program|Project)-[:PART_OF*0..3]->(g:Program)
WHERE $name = '' OR g.name CONTAINS $name
WITH g, x, min(length(t)) AS depth
OPTIONAL MATCH (x)-[:HAS_OBSERVATION]->(o:Observation)
RETURN g.name AS program, depth, x.name AS part, x.type AS type, x.iri AS iri,
       coalesce(o.indicator, '') AS indicator, o.value AS value, o.unit AS unit, o.year AS year,
       o.modality AS modality, o.quotes AS quotes
ORDER BY program, g.iri, depth, part, iri, indicator, year, modality, o.iri
