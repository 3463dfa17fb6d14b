package io.natterjack.domain.consumer;

import io.natterjack.domain.consumer.ack.AckLedger;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.config.StartAt;
import io.natterjack.domain.consumer.deliver.Cursor;
import io.natterjack.domain.consumer.deliver.StartingPoint;
import io.natterjack.domain.consumer.state.ConsumerState;
import io.natterjack.domain.stream.Stream;
import io.natterjack.ports.storage.stream.StoredMessage;
import io.natterjack.ports.storage.stream.SubjectFilter;

/// Puts a consumer where it begins: at its first start, after the server's, and when somebody resets it. Confined.
final class Beginning {
    private final ConsumerCore core;
    private final Stream stream;
    private final AckLedger ledger;
    private final Cursor cursor;
    private final StoredMessage window = new StoredMessage();

    Beginning(ConsumerCore core) {
        this.core = core;
        this.stream = core.stream();
        this.ledger = core.ledger();
        this.cursor = core.cursor();
    }

    /// At the place that the configuration names.
    void first() {
        StartingPoint.find(cursor, stream, core.config().start());
        ledger.reset(cursor.next() - 1);
        core.last(0, 0);
    }

    /// Where it was. Of a stream that has lost its end since then, what is lost counts as not delivered.
    void again(ConsumerState state) {
        long last = stream.state().lastSequence();
        boolean lost =
                state.delivered().consumerSequence() > 0 && state.delivered().streamSequence() > last;
        long next = lost ? Math.min(state.next(), last + 1) : state.next();
        long delivered = lost ? last : state.delivered().streamSequence();
        ledger.floor()
                .set(
                        state.delivered().consumerSequence(),
                        delivered,
                        state.floor().consumerSequence(),
                        Math.min(delivered, state.floor().streamSequence()));
        open(state, last);
        if (state.listEnd() >= next) {
            cursor.moveToLasts(next, state.listEnd());
        } else {
            cursor.moveTo(next);
        }
        core.last(state.deliveredNanos(), state.ackedNanos());
        core.skipThrough(stream.state().firstSequence() - 1);
    }

    /// Takes over what was open, as far as it is still in the stream.
    private void open(ConsumerState state, long last) {
        for (ConsumerState.Run run : state.open()) {
            long end = Math.min(last, run.sequence() + run.length() - 1);
            boolean whole = isWhole(run.sequence(), end);
            for (long at = run.sequence(); at <= end; at++) {
                if (whole || stream.reader().read(at, window)) {
                    long number = run.consumerSequence() + at - run.sequence();
                    ledger.restore(at, number, run.deliveries(), run.dueNanos());
                }
            }
        }
        long[] givenUp = state.givenUp();
        for (int run = 0; run < givenUp.length; run += 2) {
            givenUp(givenUp[run], Math.min(last, givenUp[run + 1]));
        }
        ledger.restored();
    }

    private void givenUp(long from, long to) {
        if (isWhole(from, to)) {
            ledger.givenUp().addRun(from, to);
            return;
        }
        for (long at = from; at <= to; at++) {
            if (stream.reader().read(at, window)) {
                ledger.givenUp().add(at);
            }
        }
    }

    /// Whether no message of a range is missing, and there is one.
    private boolean isWhole(long from, long to) {
        return from <= to && stream.subjects().count(SubjectFilter.ALL, from, to) == to - from + 1;
    }

    /// Anew.
    ///
    /// @param sequence · 0 for the first message that is not settled
    /// @return where it begins
    /// @throws IllegalArgumentException if it may not begin there
    long reset(long sequence) {
        long from = sequence == 0 ? ledger.floor().settledStream() + 1 : sequence;
        if (sequence != 0) {
            check(core.config(), sequence);
        }
        ledger.reset(from - 1);
        cursor.moveTo(from);
        core.last(0, 0);
        core.change();
        core.releaseRange(0, from - 1);
        return from;
    }

    private void check(ConsumerConfig config, long sequence) {
        StartAt start = config.start();
        switch (start.policy()) {
            case ALL -> {}
            case BY_START_SEQUENCE -> {
                if (sequence < start.sequence()) {
                    throw new IllegalArgumentException("below start seq");
                }
            }
            case BY_START_TIME -> {
                if (sequence < StartingPoint.sequenceAt(stream, start.time())) {
                    throw new IllegalArgumentException("below start time");
                }
            }
            case LAST, NEW, LAST_PER_SUBJECT -> throw new IllegalArgumentException("not allowed");
        }
    }
}
