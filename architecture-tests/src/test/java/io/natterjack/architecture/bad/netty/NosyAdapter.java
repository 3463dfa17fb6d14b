package io.natterjack.architecture.bad.netty;

import io.natterjack.architecture.bad.domain.BrokerImpl;

/// Breaks: an adapter knows only ports and its library.
public final class NosyAdapter {
    private final BrokerImpl broker = new BrokerImpl();

    @Override
    public String toString() {
        return broker.toString();
    }
}
