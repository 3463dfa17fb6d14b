-- A stream that is deleted while somebody publishes into it: either that transaction commits first, and the message is
-- moved to nj_refused with the others, or it fails. Looked at when it commits, so that whoever keeps a transaction
-- open keeps nobody from deleting the stream.
LOCK TABLE nj_outbox IN SHARE ROW EXCLUSIVE MODE;

INSERT INTO nj_refused
    SELECT id, stream, subject, headers, payload, published, now(), 'the stream was deleted' FROM nj_outbox
    WHERE NOT EXISTS (SELECT FROM nj_stream WHERE nj_stream.id = nj_outbox.stream)
ON CONFLICT DO NOTHING;
DELETE FROM nj_outbox WHERE NOT EXISTS (SELECT FROM nj_stream WHERE nj_stream.id = nj_outbox.stream);

ALTER TABLE nj_outbox
    DROP CONSTRAINT IF EXISTS the_stream_must_be_there,
    ADD CONSTRAINT the_stream_must_be_there FOREIGN KEY (stream) REFERENCES nj_stream (id)
        DEFERRABLE INITIALLY DEFERRED;
