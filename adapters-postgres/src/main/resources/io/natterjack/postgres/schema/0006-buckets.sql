-- Views of buckets that are there already: mirrors have the subjects of another bucket, and headers need not be text.
DO
$$
DECLARE
    bucket record;
BEGIN
    FOR bucket IN SELECT id, view FROM nj_stream WHERE name LIKE 'KV\_%' AND view IS NOT NULL
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE VIEW %I AS SELECT key, value, nj_text(value) AS text, revision, created FROM'
            ' (SELECT DISTINCT ON (subject) regexp_replace(nj_text(subject), %L, '''') AS key,'
            ' payload AS value, seq AS revision, nj_time(time) AS created, headers'
            ' FROM nj_m_%s WHERE seq >= (SELECT nj_first(%s)) ORDER BY subject, seq DESC) AS newest'
            ' WHERE headers IS NULL OR encode(headers, ''escape'') !~ %L',
            bucket.view, '^[$]KV[.][^.]*[.]', bucket.id, bucket.id,
            '\n(KV-Operation: *(DEL|PURGE)|Nats-Marker-Reason:)');
    END LOOP;
END
$$;
