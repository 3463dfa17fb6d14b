package io.natterjack.filestore.sim;

/// The power is gone: nothing that runs goes on.
public final class PowerLoss extends Error {
    private static final long serialVersionUID = 1;

    PowerLoss() {
        super("power loss");
    }
}
