package io.natterjack.domain.stream.config;

/// What may be done to a stream besides publishing.
///
/// @param direct       · its messages can be read without asking the stream's own thread
/// @param mirrorDirect · a mirror answers for the stream that it copies
/// @param sealed       · nothing goes in or out; can not be undone
/// @param denyDelete   · single messages can not be deleted; can not be undone
/// @param denyPurge    · it can not be purged; can not be undone
/// @param rollup       · a message may replace all before it, by a header
public record StreamAccess(
        boolean direct, boolean mirrorDirect, boolean sealed, boolean denyDelete, boolean denyPurge, boolean rollup) {
    /// The default.
    public static final StreamAccess NONE = new StreamAccess(false, false, false, false, false, false);

    public StreamAccess withDirect(boolean allowed) {
        return new StreamAccess(allowed, mirrorDirect, sealed, denyDelete, denyPurge, rollup);
    }

    public StreamAccess withMirrorDirect(boolean allowed) {
        return new StreamAccess(direct, allowed, sealed, denyDelete, denyPurge, rollup);
    }

    public StreamAccess withSealed(boolean is) {
        return new StreamAccess(direct, mirrorDirect, is, denyDelete, denyPurge, rollup);
    }

    public StreamAccess withDenyDelete(boolean denied) {
        return new StreamAccess(direct, mirrorDirect, sealed, denied, denyPurge, rollup);
    }

    public StreamAccess withDenyPurge(boolean denied) {
        return new StreamAccess(direct, mirrorDirect, sealed, denyDelete, denied, rollup);
    }

    public StreamAccess withRollup(boolean allowed) {
        return new StreamAccess(direct, mirrorDirect, sealed, denyDelete, denyPurge, allowed);
    }
}
