// park-enterprises
// zh: 园区及其中的企业
// en: Parks and the enterprises in them
// question: Which enterprises are settled in a park, by themselves or with a project that they undertake there?
// param park str default: "" | only parks whose name holds this
// param city str default: "" | only parks of this city; the beginning of its name is enough
// column park: name of the park
// column city: official name of its city
// column enterprise: name of the enterprise
// column project: the project in the park that it undertakes, empty where it is settled there itself
// column iri: IRI of the enterprise
// column quotes: the sentences that place it there
MATCH (x:Enterprise|Project)-[l:LOCATED_IN]->(k:Park)
WHERE ($park = '' OR k.name CONTAINS $park) AND coalesce(k.city, '') STARTS WITH $city
OPTIONAL MATCH (x)-[:UNDERTAKEN_BY]->(u:Enterprise)
WITH k, x, u, l
WHERE x.type = 'Enterprise' OR u.iri IS NOT NULL
UNWIND l.quotes AS quote
WITH k.name AS park, k.iri AS park_iri, coalesce(k.city, '') AS city,
     coalesce(u.name, x.name) AS enterprise, coalesce(u.iri, x.iri) AS iri,
     CASE WHEN x.type = 'Project' THEN x.name ELSE '' END AS project,
     collect(DISTINCT quote) AS quotes
RETURN park, city, enterprise, project, iri, quotes
ORDER BY park, park_iri, enterprise, iri, project
