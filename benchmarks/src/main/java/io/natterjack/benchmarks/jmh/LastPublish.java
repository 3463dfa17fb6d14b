package io.natterjack.benchmarks.jmh;

import io.natterjack.domain.wire.inbound.ClientEvents;
import io.natterjack.domain.wire.inbound.PublishFrame;
import io.natterjack.domain.wire.inbound.SubscribeFrame;

/// Listens to a parser and keeps just enough for the work not to be optimised away.
final class LastPublish implements ClientEvents {
    private long payloadBytes;

    long payloadBytes() {
        return payloadBytes;
    }

    @Override
    public boolean onVerbBeforeConnect() {
        return true;
    }

    @Override
    public boolean onPublishLine(PublishFrame frame) {
        return true;
    }

    @Override
    public void onPublish(PublishFrame frame) {
        payloadBytes += frame.payloadLength();
    }

    @Override
    public void onConnect(byte[] bytes, int from, int to) {}

    @Override
    public void onSubscribe(SubscribeFrame frame) {}

    @Override
    public void onUnsubscribe(byte[] bytes, int sidFrom, int sidTo, int max) {}

    @Override
    public void onPing() {}

    @Override
    public void onPong() {}

    @Override
    public void onViolation(Violation violation, String detail) {
        throw new IllegalStateException(violation + " " + detail);
    }
}
