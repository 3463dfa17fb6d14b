-- Roles of applications need no right on a table: USAGE on the schema, EXECUTE on what publishes, SELECT on a view.
CREATE OR REPLACE FUNCTION publish(
    stream text, subject text, payload bytea, headers jsonb DEFAULT NULL, account text DEFAULT '$G')
    RETURNS bigint LANGUAGE plpgsql AS
$$
DECLARE
    target int;
    number bigint;
    header text;
BEGIN
    SELECT s.id INTO target FROM nj_stream s WHERE s.account = publish.account AND s.name = publish.stream;
    IF target IS NULL THEN
        RAISE EXCEPTION 'there is no stream % in account %', stream, account USING ERRCODE = 'no_data_found';
    END IF;
    IF subject = '' OR subject ~ E'[\\s*>]' OR subject ~ E'(^\\.|\\.\\.|\\.$)' THEN
        RAISE EXCEPTION '% is no subject to publish to', quote_literal(subject) USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT key INTO header FROM jsonb_each_text(headers)
    WHERE key = '' OR key ~ E'[:\\s]' OR value ~ E'[\\r\\n]' OR jsonb_path_exists(headers -> key, '$[*] ? (@ like_regex "[\\r\\n]")')
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'header % has a colon or space in its name, or a line break', quote_literal(header)
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    INSERT INTO nj_outbox (stream, subject, headers, payload)
    VALUES (target, convert_to(publish.subject, 'UTF8'), nj_header_block(publish.headers), publish.payload)
    RETURNING id INTO number;
    RETURN number;
END
$$;

DO
$$
DECLARE
    signature text;
BEGIN
    FOREACH signature IN ARRAY ARRAY[
        'publish(text, text, bytea, jsonb, text)', 'publish(text, text, text, jsonb, text)', 'nj_first(int)']
    LOOP
        -- The schema of temporary tables comes last: else a caller could put one in place of ours.
        EXECUTE format(
            'ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, pg_temp', signature, current_schema());
    END LOOP;
END
$$;

REVOKE EXECUTE ON FUNCTION publish(text, text, bytea, jsonb, text), publish(text, text, text, jsonb, text) FROM PUBLIC;

-- A stream that has lost nothing yet starts where it was told to.
CREATE OR REPLACE VIEW streams AS
    SELECT account, name AS stream, view, history_view, greatest(first_seq, nj_first(id)) AS first_sequence,
           nj_text(definition) AS definition
    FROM nj_stream;
