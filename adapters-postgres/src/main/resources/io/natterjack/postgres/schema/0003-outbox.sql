-- What applications want published, in the order in which they said so. Gone as soon as it is in its stream.
CREATE TABLE nj_outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stream int NOT NULL,
    subject bytea NOT NULL,
    headers bytea,
    payload bytea NOT NULL,
    published timestamptz NOT NULL DEFAULT now()
);

-- What a stream did not take, for people.
CREATE TABLE nj_refused (
    id bigint PRIMARY KEY,
    stream int NOT NULL,
    subject bytea NOT NULL,
    headers bytea,
    payload bytea NOT NULL,
    published timestamptz NOT NULL,
    refused timestamptz NOT NULL DEFAULT now(),
    reason text NOT NULL
);

-- {"Name": "value", "Other": ["one", "two"]} as a header block.
CREATE FUNCTION nj_header_block(headers jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
    SELECT CASE WHEN count(*) = 0 THEN NULL ELSE
        convert_to(E'NATS/1.0\r\n' || string_agg(name || ': ' || content || E'\r\n', '') || E'\r\n', 'UTF8') END
    FROM (
        SELECT name, content
        FROM jsonb_each(headers) AS pairs (name, value),
             LATERAL jsonb_array_elements_text(
                 CASE jsonb_typeof(value) WHEN 'array' THEN value ELSE jsonb_build_array(value) END) AS contents (content)
    ) AS lines
    WHERE name !~ E'[:\\r\\n]' AND content !~ E'[\\r\\n]'
$$;

-- Publishes into a stream if and when the caller's transaction commits. Returns a number by which the message can be
-- found in nj_refused should the stream not take it.
CREATE FUNCTION publish(stream text, subject text, payload bytea, headers jsonb DEFAULT NULL, account text DEFAULT '$G')
    RETURNS bigint LANGUAGE plpgsql SET search_path FROM CURRENT AS
$$
DECLARE
    target int;
    number bigint;
BEGIN
    SELECT s.id INTO target FROM nj_stream s WHERE s.account = publish.account AND s.name = publish.stream;
    IF target IS NULL THEN
        RAISE EXCEPTION 'there is no stream % in account %', stream, account USING ERRCODE = 'no_data_found';
    END IF;
    IF subject = '' OR subject ~ E'[\\s*>]' OR subject ~ E'(^\\.|\\.\\.|\\.$)' THEN
        RAISE EXCEPTION '% is no subject to publish to', quote_literal(subject) USING ERRCODE = 'invalid_parameter_value';
    END IF;
    INSERT INTO nj_outbox (stream, subject, headers, payload)
    VALUES (target, convert_to(publish.subject, 'UTF8'), nj_header_block(publish.headers), publish.payload)
    RETURNING id INTO number;
    RETURN number;
END
$$;

-- The same for text.
CREATE FUNCTION publish(stream text, subject text, payload text, headers jsonb DEFAULT NULL, account text DEFAULT '$G')
    RETURNS bigint LANGUAGE sql SET search_path FROM CURRENT AS
$$ SELECT publish(stream, subject, convert_to(payload, 'UTF8'), headers, account) $$;
