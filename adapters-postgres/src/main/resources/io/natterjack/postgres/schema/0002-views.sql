-- Nanoseconds since 1970 as people read time.
CREATE FUNCTION nj_time(nanos bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT timestamptz '1970-01-01 00:00:00+00' + nanos / 1000 * interval '1 microsecond' $$;

-- Bytes as text; null if they are no text.
CREATE FUNCTION nj_text(bytes bytea) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
$$
BEGIN
    RETURN convert_from(bytes, 'UTF8');
EXCEPTION WHEN others THEN
    RETURN NULL;
END
$$;

-- A header block as an object of arrays, because a header may be there several times.
CREATE FUNCTION nj_headers(block bytea) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS
$$
    SELECT jsonb_object_agg(name, contents)
    FROM (
        SELECT name, jsonb_agg(content ORDER BY number) AS contents
        FROM (
            SELECT number,
                   split_part(line, ':', 1) AS name,
                   btrim(substr(line, strpos(line, ':') + 1)) AS content
            FROM unnest(string_to_array(nj_text(block), E'\r\n')) WITH ORDINALITY AS lines (line, number)
            WHERE number > 1 AND strpos(line, ':') > 1
        ) AS headers
        GROUP BY name
    ) AS grouped
$$;

-- The first sequence that is still in a stream.
CREATE FUNCTION nj_first(stream_id int) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE SET search_path FROM CURRENT AS
$$ SELECT coalesce((SELECT first_seq FROM nj_mark WHERE stream = stream_id ORDER BY version DESC LIMIT 1), 0) $$;

-- Where to look.
CREATE VIEW streams AS
    SELECT account, name AS stream, view, history_view, nj_first(id) AS first_sequence, nj_text(definition) AS definition
    FROM nj_stream;
