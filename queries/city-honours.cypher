// city-honours
// zh: 城市的荣誉
// en: Honours of a city
// question: Which honours did a city, or something in it, receive or strive for, by its own reports?
// param city str default: "" | only this city; the beginning of its name is enough
// param modality str default: "" | actual (received) or planned (striven for); empty is both
// column city: official name of the city whose report says it
// column holder: name of who received it
// column holder_type: what the holder is
// column honour: name of the honour
// column modality: actual, estimated or planned
// column year: the year that is spoken of
// column quotes: the sentences that say so
MATCH (x:Project|Park|Enterprise|Program|Place|Organization|Policy|Industry|Event)-[r:RECEIVED]->(h:Honor)
WHERE $modality = '' OR r.modality = $modality
UNWIND r.reports AS source
MATCH (s:Report {iri: source})
WHERE coalesce(s.city, '') STARTS WITH $city
WITH DISTINCT coalesce(s.city, '') AS city, x, r, h
RETURN city, x.name AS holder, x.type AS holder_type, h.name AS honour, r.modality AS modality,
       r.year AS year, r.quotes AS quotes
ORDER BY city, honour, holder, year, modality, x.iri
