-- What one server has to itself; the epoch counts the servers that ever had it.
CREATE TABLE nj_server (epoch bigint NOT NULL);
INSERT INTO nj_server VALUES (0);

CREATE TABLE nj_stream (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text NOT NULL,
    name text NOT NULL,
    durability text NOT NULL,
    compressed boolean NOT NULL,
    first_seq bigint NOT NULL,
    definition bytea NOT NULL,
    view text,
    history_view text,
    UNIQUE (account, name)
);

-- Messages of a stream are in nj_m_<id>, partitioned by sequence into nj_m_<id>_<from_seq>; to_seq is not included.
CREATE TABLE nj_leaf (
    stream int NOT NULL,
    from_seq bigint NOT NULL,
    to_seq bigint NOT NULL,
    PRIMARY KEY (stream, from_seq)
);

-- Only rows are added here, and old ones deleted now and then: updating one row for each commit would get slower
-- and slower while anybody's transaction stays open. The row with the highest version counts.
CREATE TABLE nj_mark (
    stream int NOT NULL,
    version bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    last_time bigint NOT NULL,
    PRIMARY KEY (stream, version)
);

CREATE TABLE nj_consumer (
    stream int NOT NULL,
    name text NOT NULL,
    definition bytea NOT NULL,
    PRIMARY KEY (stream, name)
);

-- As nj_mark.
CREATE TABLE nj_consumer_state (
    stream int NOT NULL,
    consumer text NOT NULL,
    version bigint NOT NULL,
    state bytea NOT NULL,
    PRIMARY KEY (stream, consumer, version)
);

-- Tables and views that are to be dropped as soon as nobody reads them.
CREATE TABLE nj_garbage (
    kind text NOT NULL,
    name text NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (kind, name)
);
