package io.natterjack.domain.consumer.rules;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.stream.config.StreamConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has to be known about a stream to judge one of its consumers.
///
/// **Threading.** That of the caller of the rules. **Ownership.** Nothing is changed. **Failure.** None.
public interface StreamView {
    StreamConfig config();

    /// All of them, by name.
    Map<String, ConsumerConfig> consumers();

    /// What applies to consumers of so many replicas; null if the account may have none of them.
    AccountSettings.@Nullable JetStreamLimits limits(int replicas);

    /// Whether somebody would take messages for a subject now.
    boolean interest(String subject);
}
