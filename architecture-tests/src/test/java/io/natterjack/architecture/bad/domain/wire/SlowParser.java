package io.natterjack.architecture.bad.domain.wire;

import io.natterjack.architecture.bad.domain.BrokerImpl;
import io.natterjack.architecture.bad.netty.NosyAdapter;

/// Breaks: hot code formats no strings; packages form no cycle.
public final class SlowParser {
    /// Formats for every message.
    public String parse(NosyAdapter adapter) {
        return String.format("%s of %s", adapter, BrokerImpl.class);
    }
}
