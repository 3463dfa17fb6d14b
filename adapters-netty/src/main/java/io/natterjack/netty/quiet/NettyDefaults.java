package io.natterjack.netty.quiet;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.logging.InternalLoggerFactory;

/// What Netty keeps for a whole JVM and what a broker wants otherwise.
public final class NettyDefaults {
    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

    private NettyDefaults() {}

    /// Silences Netty's own log and switches off sampling for leaks, unless the operator has asked for it.
    ///
    /// Whatever an operator should know arrives as an exception, and is logged from there in the words of the
    /// server.
    public static void apply() {
        InternalLoggerFactory.setDefaultFactory(QuietLoggerFactory.INSTANCE);
        if (System.getProperty(LEAK_DETECTION) == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }
}
