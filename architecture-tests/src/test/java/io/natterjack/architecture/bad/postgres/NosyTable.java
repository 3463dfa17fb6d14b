package io.natterjack.architecture.bad.postgres;

import io.natterjack.architecture.bad.domain.BrokerImpl;

/// Breaks: an adapter knows only ports and its library.
public final class NosyTable {
    private final BrokerImpl broker = new BrokerImpl();

    @Override
    public String toString() {
        return broker.toString();
    }
}
