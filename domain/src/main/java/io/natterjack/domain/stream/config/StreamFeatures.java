package io.natterjack.domain.stream.config;

/// What a publisher may do with the messages of a stream.
///
/// @param messageTtl                  · give a message a time to live
/// @param subjectDeleteMarkerTtlNanos · how long a marker stays in place of an expired message; 0 for none
/// @param counters                    · every message adds to the number of its subject
/// @param atomicPublish               · publish several messages, or none
/// @param schedules                   · have a message published later, or again and again
/// @param batchPublish                · publish fast, with few acknowledgements
public record StreamFeatures(
        boolean messageTtl,
        long subjectDeleteMarkerTtlNanos,
        boolean counters,
        boolean atomicPublish,
        boolean schedules,
        boolean batchPublish) {
    /// The default.
    public static final StreamFeatures NONE = new StreamFeatures(false, 0, false, false, false, false);

    public StreamFeatures withMessageTtl(boolean allowed) {
        return new StreamFeatures(
                allowed, subjectDeleteMarkerTtlNanos, counters, atomicPublish, schedules, batchPublish);
    }

    public StreamFeatures withSubjectDeleteMarkerTtlNanos(long nanos) {
        return new StreamFeatures(messageTtl, nanos, counters, atomicPublish, schedules, batchPublish);
    }

    public StreamFeatures withCounters(boolean allowed) {
        return new StreamFeatures(
                messageTtl, subjectDeleteMarkerTtlNanos, allowed, atomicPublish, schedules, batchPublish);
    }

    public StreamFeatures withAtomicPublish(boolean allowed) {
        return new StreamFeatures(messageTtl, subjectDeleteMarkerTtlNanos, counters, allowed, schedules, batchPublish);
    }

    public StreamFeatures withSchedules(boolean allowed) {
        return new StreamFeatures(
                messageTtl, subjectDeleteMarkerTtlNanos, counters, atomicPublish, allowed, batchPublish);
    }

    public StreamFeatures withBatchPublish(boolean allowed) {
        return new StreamFeatures(messageTtl, subjectDeleteMarkerTtlNanos, counters, atomicPublish, schedules, allowed);
    }
}
