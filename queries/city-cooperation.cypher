// city-cooperation
// zh: 城市之间及与机构的合作
// en: Cooperation between cities, and with others
// question: Who works together with whom, by which sentences?
// param city str default: "" | only what concerns this city; the beginning of its name is enough
// param kind str default: "" | only partners of this kind: Place, Park, Organization or Enterprise
// column one: name of the one
// column one_city: official name of its city, empty where none is known
// column other: name of the other
// column other_city: official name of its city, empty where none is known
// column modality: actual, estimated or planned
// column year: the year that is spoken of
// column quotes: the sentences that say so
// column reports: titles of the reports that say so
MATCH (a:Place|Park|Organization|Enterprise)-[r:COOPERATES_WITH]->(b:Place|Park|Organization|Enterprise)
WHERE (coalesce(a.city, '') STARTS WITH $city OR coalesce(b.city, '') STARTS WITH $city)
  AND ($kind = '' OR (a.type = $kind AND b.type = $kind))
RETURN a.name AS one, coalesce(a.city, '') AS one_city, b.name AS other, coalesce(b.city, '') AS other_city,
       r.modality AS modality, r.year AS year, r.quotes AS quotes, r.report_titles AS reports
ORDER BY one, other, year, modality, a.iri, b.iri
