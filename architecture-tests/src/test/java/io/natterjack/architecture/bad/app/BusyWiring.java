package io.natterjack.architecture.bad.app;

import org.junit.jupiter.api.function.Executable;

/// Breaks: the app reaches the libraries of adapters only through them.
final class BusyWiring {
    private final Executable library = () -> {};

    void work() throws Throwable {
        library.execute();
    }
}
