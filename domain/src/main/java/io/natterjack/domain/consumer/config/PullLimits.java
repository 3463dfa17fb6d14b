package io.natterjack.domain.consumer.config;

/// What pull requests may ask for. 0 is no limit, except for those that wait, where a request asks for the
/// default so.
///
/// @param waitingMax      · requests at a time; 0 for a push consumer
/// @param batchMax        · messages for one request
/// @param expiresNanosMax · until a request ends
/// @param bytesMax        · for one request
public record PullLimits(long waitingMax, long batchMax, long expiresNanosMax, long bytesMax) {
    /// What a request says that says nothing.
    public static final PullLimits NONE = new PullLimits(0, 0, 0, 0);

    public PullLimits withWaitingMax(long max) {
        return new PullLimits(max, batchMax, expiresNanosMax, bytesMax);
    }

    public PullLimits withBatchMax(long max) {
        return new PullLimits(waitingMax, max, expiresNanosMax, bytesMax);
    }

    public PullLimits withExpiresNanosMax(long max) {
        return new PullLimits(waitingMax, batchMax, max, bytesMax);
    }

    public PullLimits withBytesMax(long max) {
        return new PullLimits(waitingMax, batchMax, expiresNanosMax, max);
    }
}
