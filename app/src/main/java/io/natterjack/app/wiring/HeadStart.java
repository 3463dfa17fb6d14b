package io.natterjack.app.wiring;

import static java.util.Objects.requireNonNull;

import io.natterjack.domain.wire.ConnectOptions;
import io.natterjack.netty.Sockets;

/// Gets ready what takes long in a process that is going to serve, while its configuration is read and its keys are
/// made. Everything here happens once in a JVM: Netty looks at the JVM and loads its native library, and whoever reads
/// the first CONNECT searches all jars for readers of JSON.
public final class HeadStart {
    private HeadStart() {}

    /// Returns at once. Whoever needs the result first waits for it then.
    public static void begin() {
        Thread.ofPlatform().daemon().name("natterjack-head-start").start(HeadStart::getReady);
    }

    private static void getReady() {
        requireNonNull(Sockets.best());
        requireNonNull(ConnectOptions.INITIAL);
    }
}
