package io.natterjack.domain.kv;

import io.natterjack.domain.jetstream.error.ApiError;

/// Something that could not be done with a bucket. What it is says its class.
public abstract sealed class KeyValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyValueException(String message) {
        super(message);
    }

    /// A bucket or key cannot be called that.
    public static final class InvalidName extends KeyValueException {
        private static final long serialVersionUID = 1L;

        public InvalidName(String message) {
            super(message);
        }
    }

    /// There is no such bucket.
    public static final class NoSuchBucket extends KeyValueException {
        private static final long serialVersionUID = 1L;

        public NoSuchBucket(String bucket) {
            super("there is no bucket '" + bucket + "'");
        }
    }

    /// There is such a bucket already, and it is another one.
    public static final class BucketExists extends KeyValueException {
        private static final long serialVersionUID = 1L;

        public BucketExists(String bucket) {
            super("there is a bucket '" + bucket + "' with another configuration");
        }
    }

    /// The key that was to be created has a value.
    public static final class KeyExists extends KeyValueException {
        private static final long serialVersionUID = 1L;

        public KeyExists(String key) {
            super("there is a value for the key '" + key + "'");
        }
    }

    /// Somebody else has changed the key meanwhile.
    public static final class WrongRevision extends KeyValueException {
        private static final long serialVersionUID = 1L;

        public WrongRevision(String key, long expected, String description) {
            super("revision " + expected + " is not the latest of the key '" + key + "': " + description);
        }
    }

    /// The stream of the bucket says no, for a reason that clients are told in the same words.
    public static final class Refused extends KeyValueException {
        private static final long serialVersionUID = 1L;

        private final int errCode;

        public Refused(ApiError why) {
            super(why.description());
            this.errCode = why.error().errCode();
        }

        public Refused(String why) {
            super(why);
            this.errCode = 0;
        }

        /// The `err_code` of JetStream; 0 if it has none for this.
        public int errCode() {
            return errCode;
        }
    }

    /// It is not known whether the change is safe: the storage has failed, or the server has ended meanwhile.
    public static final class Unsafe extends KeyValueException {
        private static final long serialVersionUID = 1L;

        public Unsafe(String why) {
            super(why);
        }
    }
}
