package io.natterjack.architecture.bad.domain;

import io.natterjack.architecture.bad.domain.wire.SlowParser;
import io.natterjack.architecture.bad.netty.NosyAdapter;
import java.io.PrintStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Breaks: the domain knows only ports, only computes, reads no clock, is given seeds, shares no memory, takes no lock;
/// its state is
/// private, static state is constant, types are closed, names are found; nobody prints, sleeps, exits or finalizes.
public class BrokerImpl {
    static int servers;

    final Lock lock = new ReentrantLock();
    private final AtomicLong messages = new AtomicLong();
    private final SlowParser parser = new SlowParser();

    long since() {
        return System.nanoTime() + messages.get() + new Random().nextLong();
    }

    void run(NosyAdapter adapter, PrintStream log) throws InterruptedException {
        lock.lock();
        try {
            servers++;
            Thread.sleep(1);
            System.out.println(parser.parse(adapter) + log);
            System.exit(1);
        } finally {
            lock.unlock();
        }
    }

    void finalize(int arguments) {
        servers -= arguments;
    }
}
