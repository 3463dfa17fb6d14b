package io.natterjack.domain.jetstream.transfer.archive;

import io.natterjack.domain.consumer.ack.AckLedger;
import io.natterjack.domain.consumer.ack.RedeliveryTimes;
import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.state.ConsumerState;
import io.natterjack.domain.consumer.state.ConsumerState.Place;
import io.natterjack.domain.consumer.state.ConsumerState.Run;
import io.natterjack.domain.consumer.state.StateWriter;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far a consumer has come, in the terms of every server.
///
/// @param delivered · the last delivery
/// @param floor     · the last one up to which everything is settled
/// @param pending   · messages that are not acknowledged, by sequence
/// @param again     · how often messages were delivered beyond the first time, by sequence; among them those that are
///                    given up, which are not pending
public record Progress(Place delivered, Place floor, SortedMap<Long, Delivery> pending, SortedMap<Long, Long> again) {
    static final Progress NONE = new Progress(new Place(0, 0), new Place(0, 0), new TreeMap<>(), new TreeMap<>());

    /// One that has more open than this goes back to its floor: all of them are delivered again.
    private static final int OPEN_MAX = 100_000;

    /// @param consumerSequence · number of its first delivery
    /// @param timeNanos        · when it was delivered last, since 1970
    public record Delivery(long consumerSequence, long timeNanos) {}

    static Progress of(ConsumerState state, ConsumerConfig config) {
        long open = Arrays.stream(state.open()).mapToLong(Run::length).sum();
        for (int run = 0; run < state.givenUp().length; run += 2) {
            open += state.givenUp()[run + 1] - state.givenUp()[run] + 1;
        }
        if (open > OPEN_MAX) {
            return new Progress(state.floor(), state.floor(), new TreeMap<>(), new TreeMap<>());
        }
        Progress progress = new Progress(state.delivered(), state.floor(), new TreeMap<>(), new TreeMap<>());
        RedeliveryTimes times = times(config);
        for (Run run : state.open()) {
            progress.open(run, times);
        }
        for (int run = 0; run < state.givenUp().length; run += 2) {
            for (long at = state.givenUp()[run]; at <= state.givenUp()[run + 1]; at++) {
                progress.again.put(at, Math.max(1L, config.acks().deliverMax()));
            }
        }
        return progress;
    }

    private void open(Run run, RedeliveryTimes times) {
        long waited = times.waitNanos(run.deliveries());
        long time = run.dueNanos() == Long.MAX_VALUE ? 0 : Math.max(0, run.dueNanos() - waited);
        for (int i = 0; i < run.length(); i++) {
            pending.put(run.sequence() + i, new Delivery(run.consumerSequence() + i, time));
            if (run.deliveries() > 1) {
                again.put(run.sequence() + i, run.deliveries() - 1L);
            }
        }
    }

    private static RedeliveryTimes times(ConsumerConfig config) {
        return new RedeliveryTimes(config.acks().waitNanos(), config.acks().backoffNanos());
    }

    /// Writes its fields.
    void write(JsonOut out) {
        out.field("delivered", delivered, Progress::write).field("ack_floor", floor, Progress::write);
        if (!pending.isEmpty()) {
            out.field(
                    "pending",
                    pending,
                    (map, each) -> map.forEach((sequence, delivery) -> each.field(
                            sequence.toString(),
                            delivery,
                            (one, inner) -> inner.field("Sequence", one.consumerSequence)
                                    .field("Timestamp", one.timeNanos))));
        }
        if (!again.isEmpty()) {
            out.field(
                    "redelivered",
                    again,
                    (map, each) ->
                            map.forEach((sequence, times) -> each.field(sequence.toString(), times.longValue())));
        }
    }

    private static void write(Place place, JsonOut out) {
        out.field("consumer_seq", place.consumerSequence()).field("stream_seq", place.streamSequence());
    }

    static Progress read(JsonObject object) {
        Place delivered = NONE.delivered;
        Place floor = NONE.floor;
        SortedMap<Long, Delivery> pending = new TreeMap<>();
        SortedMap<Long, Long> again = new TreeMap<>();
        for (JsonField field : object) {
            switch (field.name()) {
                case "delivered" -> delivered = place(field);
                case "ack_floor" -> floor = place(field);
                case "pending" -> each(field).forEach(one -> pending.put(sequence(one), delivery(one)));
                case "redelivered" -> each(field).forEach(one -> again.put(sequence(one), one.unsigned()));
                default -> field.unknown();
            }
        }
        return new Progress(delivered, floor, pending, again);
    }

    private static Iterable<JsonField> each(JsonField field) {
        JsonObject object = field.object("ConsumerState");
        return object == null ? List.of() : object;
    }

    private static long sequence(JsonField field) {
        try {
            return Long.parseLong(field.name());
        } catch (NumberFormatException _) {
            throw new SnapshotException("a consumer has a message that is no number");
        }
    }

    private static Place place(JsonField field) {
        long consumer = 0;
        long stream = 0;
        for (JsonField part : each(field)) {
            switch (part.name()) {
                case "consumer_seq" -> consumer = part.unsigned();
                case "stream_seq" -> stream = part.unsigned();
                default -> part.unknown();
            }
        }
        return new Place(consumer, stream);
    }

    private static Delivery delivery(JsonField field) {
        long number = 0;
        long time = 0;
        for (JsonField part : each(field)) {
            switch (part.name()) {
                case "sequence" -> number = part.unsigned();
                case "timestamp" -> time = part.int64();
                default -> part.unknown();
            }
        }
        return new Delivery(number, time);
    }

    /// The same as a storage keeps it.
    ///
    /// @throws SnapshotException if it makes no sense
    byte[] kept(ConsumerConfig config) {
        RedeliveryTimes times = times(config);
        AckLedger ledger = new AckLedger(times);
        ledger.floor()
                .set(
                        delivered.consumerSequence(),
                        delivered.streamSequence(),
                        floor.consumerSequence(),
                        floor.streamSequence());
        pending.forEach((sequence, delivery) -> {
            if (sequence <= floor.streamSequence() || sequence > delivered.streamSequence()) {
                throw new SnapshotException("bad pending entry, sequence [" + sequence + "] out of range");
            }
            int deliveries = (int) Math.min(Integer.MAX_VALUE, again.getOrDefault(sequence, 0L) + 1);
            long due = times.dueNanos(Math.max(0, delivery.timeNanos), deliveries);
            ledger.restore(sequence, delivery.consumerSequence, deliveries, due);
        });
        again.keySet().stream()
                .filter(sequence -> !pending.containsKey(sequence))
                .filter(sequence -> sequence <= delivered.streamSequence())
                .forEach(ledger.givenUp()::add);
        StateWriter writer = new StateWriter(config.acks().waitNanos());
        writer.write(ledger, delivered.streamSequence() + 1, 0, 0, 0);
        byte[] bytes = Arrays.copyOf(writer.bytes(), writer.length());
        if (ConsumerState.read(bytes) == null) {
            throw new SnapshotException("the state of consumer '" + config.name() + "' makes no sense");
        }
        return bytes;
    }
}
