package io.natterjack.domain.stream.rules;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.stream.config.StorageType;
import io.natterjack.domain.stream.config.StreamConfig;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has to be known about an account to judge one of its streams.
///
/// **Threading.** That of the caller of the rules. **Ownership.** Nothing is changed. **Failure.** None.
public interface AccountView {
    /// Null if there is none.
    @Nullable
    StreamConfig stream(String name);

    Collection<StreamConfig> streams();

    /// Those of one stream, by name.
    Map<String, ConsumerConfig> consumers(String stream);

    /// What applies to streams of so many replicas; null if the account may have none of them.
    @Nullable
    Tier tier(int replicas);

    /// What is not yet reserved of the server's storage; negative if more is reserved than there is.
    long reservableBytes(StorageType storage);

    /// @param name · such as `R1`; empty if there are no tiers
    record Tier(String name, AccountSettings.JetStreamLimits limits) {
        /// Whether two numbers of replicas fall under the same limits.
        boolean covers(int replicas, int others) {
            return name.isEmpty() || Math.max(1, replicas) == Math.max(1, others);
        }
    }
}
