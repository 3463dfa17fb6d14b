package io.natterjack.app.kv;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.natterjack.domain.kv.KeyValueEntry;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A watcher that writes down what it hears.
final class Recorder implements Watcher {
    private static final long PATIENCE_SECONDS = 20;

    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void changed(KeyValueEntry entry) {
        heard.add(shown(entry));
    }

    @Override
    public void caughtUp() {
        heard.add("caught up");
    }

    @Override
    public void ended() {
        heard.add("ended");
    }

    static String shown(KeyValueEntry entry) {
        return entry.operation() + " " + entry.key() + "=" + entry.text() + "@" + entry.revision();
    }

    /// The next thing, when it comes.
    String next() throws InterruptedException {
        String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next, "nothing was heard");
        return next;
    }

    boolean silent() {
        return heard.isEmpty();
    }
}
