package io.natterjack.domain.stream.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.domain.settings.JetStreamSettings.AssetLimits;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.config.StreamLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the recorded answers do not show: large things, tiers, snapshots, and a server that is full.
class StreamRulesTest {
    private final StreamRules rules = new StreamRules(AssetLimits.DEFAULT);
    private final Account account = new Account();

    private static StreamConfig stream(String name, long bytesMax) {
        return StreamConfig.named(name)
                .limits(limits -> limits.withBytesMax(bytesMax))
                .build();
    }

    private StreamConfig create(StreamConfig request) {
        StreamConfig stream = rules.create(request.name(), request, false, account);
        account.streams.add(stream);
        return stream;
    }

    private ApiError refused(StreamConfig request) {
        return assertThrows(ApiFailure.class, () -> create(request)).error();
    }

    @Test
    void metadataAreLimitedAltogether() {
        StreamConfig request =
                stream("S", -1).withMetadata(Map.of("a", "x".repeat(100 << 10), "b", "x".repeat(28 << 10)));
        assertEquals(
                "stream metadata exceeds maximum size of 131072 bytes",
                refused(request).description());
    }

    @Test
    void aStreamNeverRunsOutOfSequences() {
        long last = StreamLimits.FIRST_SEQUENCE_MAX;
        create(StreamConfig.named("S").firstSequence(last).build());
        for (long beyond : new long[] {last + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            assertEquals(
                    "first sequence can not be above 4611686018427387904",
                    refused(StreamConfig.named("T").firstSequence(beyond).build())
                            .description());
        }
    }

    @Test
    void aFullServerReservesNothingMore() {
        account.reservable = 1_000;
        assertEquals(
                JetStreamError.STORAGE_RESOURCES_EXCEEDED,
                refused(stream("S", 1_001)).error());
        create(stream("S", 1_000));
        account.reservable = 0;
        assertEquals(
                JetStreamError.STORAGE_RESOURCES_EXCEEDED,
                refused(stream("T", -1)).error());
    }

    @Test
    void anAccountWithoutATierHasNoStreams() {
        account.tier = null;
        assertEquals(JetStreamError.NO_LIMITS, refused(stream("S", -1)).error());
    }

    @Test
    void aStreamThatComesBackMustNotBeThere() {
        StreamConfig stream = create(stream("S", -1));
        assertEquals(
                JetStreamError.STREAM_NAME_EXIST_RESTORE_FAILED,
                assertThrows(ApiFailure.class, () -> rules.restore(stream, account))
                        .error()
                        .error());
        account.streams.clear();
        assertEquals(stream, rules.restore(stream, account));
    }

    private static final class Account implements AccountView {
        private final List<StreamConfig> streams = new ArrayList<>();
        private @Nullable Tier tier = new Tier("R1", JetStreamLimits.UNLIMITED);
        private long reservable = Long.MAX_VALUE;

        @Override
        public @Nullable StreamConfig stream(String name) {
            return streams.stream()
                    .filter(stream -> stream.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Collection<StreamConfig> streams() {
            return streams;
        }

        @Override
        public Map<String, ConsumerConfig> consumers(String stream) {
            return Map.of();
        }

        @Override
        public @Nullable Tier tier(int replicas) {
            return tier;
        }

        @Override
        public long reservableBytes(StorageType storage) {
            return reservable;
        }
    }
}
