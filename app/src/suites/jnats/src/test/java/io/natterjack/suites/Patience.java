package io.natterjack.suites;

import io.nats.NatsServerRunner;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Makes the suite wait longer for a server to start than the 0.4 s it grants, for machines that are busy with
/// something else: `-Dsuite.patience=100` asks that often, 50 ms apart. Without the property the suite is as published.
public final class Patience implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws ClassNotFoundException {
        Integer tries = Integer.getInteger("suite.patience");
        if (tries != null) {
            Class.forName("io.nats.client.NatsTestServer"); // sets its own number when it is loaded
            NatsServerRunner.setDefaultValidateTries(tries);
        }
    }
}
