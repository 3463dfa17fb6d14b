package io.natterjack.netty;

import io.natterjack.ports.session.CloseReason;
import io.natterjack.ports.session.ConnectionHandler;
import io.natterjack.ports.session.TlsIdentity;

/// A client's side of the broker to whom only bytes matter; what else matters to one of them, it overrides.
interface BytesHandler extends ConnectionHandler {
    @Override
    default void onSecured(TlsIdentity identity) {}

    @Override
    default void onHandshakeFailed(String why) {}

    @Override
    default void onForwarded(String remoteHost, int remotePort) {}

    @Override
    default void onDrained() {}

    @Override
    default void onClosed(CloseReason reason) {}
}
