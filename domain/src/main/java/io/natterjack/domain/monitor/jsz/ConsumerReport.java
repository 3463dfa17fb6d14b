package io.natterjack.domain.monitor.jsz;

import io.natterjack.domain.consumer.ConsumerInfo;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import java.time.Instant;

/// One consumer.
///
/// @param config   · as stored
/// @param progress · how far it is
/// @param now      · when that was so
public record ConsumerReport(
        String stream, String name, Instant created, ConsumerConfig config, ConsumerInfo progress, Instant now) {}
