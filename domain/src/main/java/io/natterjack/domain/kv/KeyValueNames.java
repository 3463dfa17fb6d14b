package io.natterjack.domain.kv;

import java.util.regex.Pattern;

/// What buckets and keys may be called, and where they are found in the account.
public final class KeyValueNames {
    private static final String STREAM_PREFIX = "KV_";
    private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Pattern TOKEN = Pattern.compile("[-/_=a-zA-Z0-9]+");

    private KeyValueNames() {}

    /// @throws KeyValueException.InvalidName unless it is made of letters, digits, `_` and `-`
    public static String requireBucket(String bucket) {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new KeyValueException.InvalidName("invalid bucket name: '" + bucket + "'");
        }
        return bucket;
    }

    /// @throws KeyValueException.InvalidName unless it is one or more tokens of letters, digits and `-/_=`,
    ///         with dots between them
    public static String requireKey(String key) {
        return require(key, false);
    }

    /// As [#requireKey], but a token may be `*` for any, and the last one `>` for any one or more.
    ///
    /// @throws KeyValueException.InvalidName if it is something else
    public static String requireFilter(String filter) {
        return require(filter, true);
    }

    private static String require(String key, boolean wildcards) {
        String[] tokens = key.split("\\.", -1);
        for (int at = 0; at < tokens.length; at++) {
            boolean last = at == tokens.length - 1;
            boolean wildcard = wildcards && (tokens[at].equals("*") || (last && tokens[at].equals(">")));
            if (!wildcard && !TOKEN.matcher(tokens[at]).matches()) {
                throw new KeyValueException.InvalidName("invalid key: '" + key + "'");
            }
        }
        return key;
    }

    /// The stream that a bucket is.
    public static String stream(String bucket) {
        return STREAM_PREFIX + bucket;
    }

    /// The bucket that a stream is by its name; empty if it is none.
    public static String bucket(String stream) {
        return stream.startsWith(STREAM_PREFIX) ? stream.substring(STREAM_PREFIX.length()) : "";
    }

    /// How the subjects of a bucket's keys begin, with the last dot.
    public static String subjectPrefix(String bucket) {
        return "$KV." + bucket + ".";
    }
}
