package io.natterjack.domain.kv;

import io.natterjack.domain.jetstream.AccountFacts;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.advisory.Action;
import io.natterjack.domain.jetstream.advisory.StreamAdvisory;
import io.natterjack.domain.jetstream.error.ApiFailure;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.config.StreamConfig;
import io.natterjack.domain.stream.rules.StreamRules;
import io.natterjack.ports.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The buckets of an account.
///
/// **Threading.** Confined to the shard of the account. **Failure.** What cannot be done is a [KeyValueException].
public final class KeyValueBuckets {
    private final AccountStreams streams;

    public KeyValueBuckets(AccountStreams streams) {
        this.streams = streams;
    }

    /// Makes a bucket, or finds that it is there as it should be.
    public void create(KeyValueConfiguration wanted) {
        StreamConfig asked = BucketStream.of(wanted);
        StreamConfig config =
                agreed(wanted.bucket(), () -> rules().create(asked.name(), asked, false, new AccountFacts(streams)));
        if (streams.find(config.name()) == null) {
            try {
                streams.create(config);
            } catch (StorageException e) {
                throw new KeyValueException.Refused(String.valueOf(e.getMessage()));
            }
            streams.advisories().tell(new StreamAdvisory.Acted(config.name(), Action.CREATED));
        }
    }

    /// Changes a bucket.
    public void update(KeyValueConfiguration wanted) {
        HostedStream hosted = find(wanted.bucket());
        StreamConfig asked = BucketStream.of(wanted);
        StreamConfig config =
                agreed(wanted.bucket(), () -> rules().update(asked.name(), asked, false, new AccountFacts(streams)));
        streams.update(hosted, config);
        streams.advisories().tell(new StreamAdvisory.Acted(config.name(), Action.UPDATED));
    }

    /// Ends a bucket for good, with all that is in it.
    public void delete(String bucket) {
        HostedStream hosted = find(bucket);
        streams.delete(hosted);
        streams.advisories().tell(new StreamAdvisory.Acted(hosted.name(), Action.DELETED));
    }

    /// By name.
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (HostedStream each : streams.all()) {
            String bucket = KeyValueNames.bucket(each.name());
            if (!bucket.isEmpty() && BucketStream.isBucket(each.config())) {
                names.add(bucket);
            }
        }
        return names;
    }

    private HostedStream find(String bucket) {
        HostedStream hosted = streams.find(KeyValueNames.stream(KeyValueNames.requireBucket(bucket)));
        if (hosted == null || !BucketStream.isBucket(hosted.config())) {
            throw new KeyValueException.NoSuchBucket(bucket);
        }
        return hosted;
    }

    private StreamRules rules() {
        return new StreamRules(streams.settings().limits());
    }

    private static StreamConfig agreed(String bucket, Supplier<StreamConfig> judgement) {
        try {
            return judgement.get();
        } catch (ApiFailure failure) {
            if (failure.error().error() == JetStreamError.STREAM_NAME_EXIST) {
                throw new KeyValueException.BucketExists(bucket);
            }
            throw new KeyValueException.Refused(failure.error());
        }
    }
}
