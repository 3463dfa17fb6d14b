package io.natterjack.netty.quiet;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/// Makes loggers that say nothing.
final class QuietLoggerFactory extends InternalLoggerFactory {
    static final QuietLoggerFactory INSTANCE = new QuietLoggerFactory();

    private QuietLoggerFactory() {}

    @Override
    protected InternalLogger newInstance(String name) {
        return new QuietLogger(name);
    }
}
