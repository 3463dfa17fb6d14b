package io.natterjack.domain.consumer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.domain.consumer.ack.AckLedger;
import io.natterjack.domain.consumer.ack.RedeliveryTimes;
import io.natterjack.domain.consumer.config.AckPolicy;
import io.natterjack.domain.consumer.state.ConsumerState;
import io.natterjack.domain.consumer.state.StateWriter;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConsumerStateTest {
    private static final long WAIT_NANOS = 30_000_000_000L;

    private static byte[] written(AckLedger ledger) {
        StateWriter writer = new StateWriter(WAIT_NANOS);
        writer.write(ledger, ledger.floor().deliveredStream() + 1, 0, Stage.START_NANOS, Stage.START_NANOS);
        return Arrays.copyOf(writer.bytes(), writer.length());
    }

    private static AckLedger ledger() {
        AckLedger ledger = new AckLedger(new RedeliveryTimes(WAIT_NANOS, List.of()));
        ledger.reset(0);
        return ledger;
    }

    @Test
    void aMillionInARowTakeNoMoreRoomThanOne() {
        AckLedger ledger = ledger();
        for (long sequence = 1; sequence <= 1_000_000; sequence++) {
            ledger.delivered(sequence, Stage.START_NANOS + sequence);
        }
        byte[] bytes = written(ledger);
        assertTrue(bytes.length < 64, bytes.length + " bytes");
        ConsumerState state = ConsumerState.read(bytes);
        assertNotNull(state);
        assertEquals(1, state.open().length);
        assertEquals(1_000_000, state.open()[0].length());
    }

    @Test
    void whatIsOpenAndGivenUpComesBack() {
        AckLedger ledger = ledger();
        for (long sequence = 10; sequence <= 200; sequence += 10) {
            ledger.delivered(sequence, Stage.START_NANOS);
        }
        ledger.settle(10);
        ledger.settle(50);
        ledger.deliveredAgain(ledger.pending().find(60), Stage.START_NANOS + 5_000_000_000L);
        ledger.giveUp(ledger.pending().find(70));
        ledger.giveUp(ledger.pending().find(200));
        ConsumerState state = ConsumerState.read(written(ledger));
        assertNotNull(state);
        assertEquals(new ConsumerState.Place(21, 200), state.delivered());
        assertEquals(new ConsumerState.Place(1, 19), state.floor());
        assertArrayEquals(new long[] {70, 70, 200, 200}, state.givenUp());
        assertEquals(
                16,
                Arrays.stream(state.open()).mapToLong(ConsumerState.Run::length).sum());
        assertTrue(Arrays.asList(state.open())
                .contains(new ConsumerState.Run(60, 6, 1, 2, Stage.START_NANOS + 35_000_000_000L)));
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverTheBytesAreTheAnswerMakesSenseOrThereIsNone(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AckLedger ledger = ledger();
        for (long sequence = 1; sequence < 300; sequence += 1 + random.nextInt(3)) {
            ledger.delivered(sequence, Stage.START_NANOS + random.nextLong(1_000_000_000));
            if (random.nextInt(3) == 0) {
                ledger.giveUp(ledger.pending().find(sequence));
            } else if (random.nextInt(4) == 0) {
                ledger.settle(sequence);
            }
        }
        byte[] whole = written(ledger);
        assertNotNull(ConsumerState.read(whole));
        for (int length = 0; length < whole.length; length++) {
            assertNull(ConsumerState.read(Arrays.copyOf(whole, length)), "cut short at " + length);
        }
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            check(ConsumerState.read(damaged));
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = 1;
            }
            check(ConsumerState.read(noise));
        }
    }

    private static void check(@Nullable ConsumerState state) {
        if (state == null) {
            return;
        }
        long before = 0;
        for (long bound : state.givenUp()) {
            assertTrue(bound >= before && bound <= state.delivered().streamSequence());
            before = bound;
        }
        before = 0;
        for (ConsumerState.Run run : state.open()) {
            long end = run.sequence() + run.length() - 1;
            assertTrue(run.length() > 0 && run.deliveries() > 0 && run.sequence() > before && end >= run.sequence());
            assertTrue(end <= state.delivered().streamSequence());
            before = end;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aConsumerLivesWithAnyStateThatCanBeRead(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stage stage = new Stage();
        stage.store(50);
        stage.consumer(c -> c.acks(
                a -> a.withPolicy(AckPolicy.EXPLICIT).withWaitNanos(WAIT_NANOS).withDeliverMax(-1)));
        stage.listen("i");
        stage.pull("i", "20");
        stage.take("i").stream().filter(_ -> random.nextBoolean()).forEach(each -> stage.ack(each, "+ACK"));
        stage.advanceMillis(1000);
        byte[] state = stage.stream().consumers().state("C");
        assertNotNull(state);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = state.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            stage.stream().consumers().save("C", damaged, 0, damaged.length);
            stage.restartFrom(damaged);
            stage.pull("i", "60");
            stage.advanceMillis(40_000);
            stage.take("i").stream().filter(Stage.Received::message).forEach(each -> stage.ack(each, "+ACK"));
            assertTrue(stage.consumer().info().ackPending() <= 50);
        }
    }
}
