package io.natterjack.domain.kv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/// What has become of a key at one revision: a value, or the word that it is gone. Does not change.
public final class KeyValueEntry {
    private final String bucket;
    private final String key;
    private final byte[] value;
    private final long revision;
    private final Instant created;
    private final Operation operation;

    KeyValueEntry(String bucket, String key, byte[] value, long revision, Instant created, Operation operation) {
        this.bucket = bucket;
        this.key = key;
        this.value = value;
        this.revision = revision;
        this.created = created;
        this.operation = operation;
    }

    public String bucket() {
        return bucket;
    }

    public String key() {
        return key;
    }

    /// The entry's own array, not to be changed; empty for a deletion, and where only the rest was asked for.
    public byte[] value() {
        return value;
    }

    /// Number of the change in the bucket: rises from change to change, whatever their keys.
    public long revision() {
        return revision;
    }

    /// When the server has stored it.
    public Instant created() {
        return created;
    }

    public Operation operation() {
        return operation;
    }

    /// The value as UTF-8.
    public String text() {
        return new String(value, UTF_8);
    }

    /// Whether there is a value; else the key is gone at this revision.
    public boolean present() {
        return operation == Operation.PUT;
    }

    @Override
    public String toString() {
        return operation + " " + bucket + "/" + key + "@" + revision + " (" + value.length + " bytes)";
    }

    /// What was done to a key.
    public enum Operation {
        PUT(""),
        /// The key is gone; its older values can be read.
        DELETE("DEL"),
        /// The key is gone, and so are its older values. Also what remains of a key that has expired.
        PURGE("PURGE");

        private final String wire;

        Operation(String wire) {
            this.wire = wire;
        }

        /// As the header says it; empty for none.
        public String wire() {
            return wire;
        }
    }
}
