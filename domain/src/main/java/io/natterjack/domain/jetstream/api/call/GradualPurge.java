package io.natterjack.domain.jetstream.api.call;

import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.jetstream.response.StreamResponses;
import io.natterjack.ports.storage.stream.SubjectFilter;

/// Removes what matches a filter, which is done message by message, in portions: between two of them the shard does
/// what others want of it. What is published meanwhile stays.
///
/// Confined to the shard.
public final class GradualPurge {
    /// Messages of one portion: a few milliseconds.
    public static final int PORTION = 2_000;

    private final ApiCall call;
    private final HostedStream hosted;
    private final SubjectFilter filter;
    private final long end;
    private long from;
    private long gone;

    public GradualPurge(ApiCall call, HostedStream hosted, SubjectFilter filter, long sequence, long keep) {
        this.call = call;
        this.hosted = hosted;
        this.filter = filter;
        this.end = hosted.stream().purgeEnd(filter, sequence, keep);
        this.from = hosted.stream().state().firstSequence();
    }

    /// Removes the next portion.
    ///
    /// @return the answer; of no meaning if the call is continued
    /// @throws io.natterjack.domain.jetstream.error.ApiFailure if the stream is gone, or takes nothing more
    public byte[] next() {
        if (call.streams().find(hosted.name()) != hosted) {
            throw JetStreamError.STREAM_NOT_FOUND.failure();
        }
        call.answerWhenSafe(hosted);
        for (int count = 0; count < PORTION; count++) {
            long at = hosted.stream().purgeNext(filter, from, end);
            if (at == 0) {
                return StreamResponses.purged(gone);
            }
            from = at + 1;
            gone++;
        }
        call.continueWith(this::next);
        return new byte[0];
    }
}
