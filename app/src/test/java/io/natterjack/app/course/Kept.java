package io.natterjack.app.course;

/// A message in a stream, as the model has it.
///
/// @param headers     · lines, each with its end
/// @param timeNanos   · since 1970
/// @param ttlSeconds  · 0 for none, -1 for ever
/// @param size        · as it counts
record Kept(long sequence, String subject, String headers, String body, long timeNanos, long ttlSeconds, long size) {
    boolean marker() {
        return headers.contains("Nats-Marker-Reason: ");
    }

    static long size(String storage, String subject, String headers, String body) {
        int block = headers.isEmpty() ? 0 : "NATS/1.0\r\n".length() + headers.length() + 2;
        long content = (long) subject.length() + block + body.length();
        return storage.equals("memory") ? content + 16 : content + (block == 0 ? 30 : 34);
    }

    /// As a stream shows it. When a marker was made depends on when somebody looked at what is old, and what is less
    /// than a microsecond keeps messages apart that were stored at once.
    @Override
    public String toString() {
        return sequence + " " + subject + " " + (marker() ? "marker" : timeNanos / 1_000 + " " + body);
    }
}
