package io.natterjack.filestore.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.disk.DamagedException;
import io.natterjack.filestore.record.Records;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A stream that is written to for longer than one counter of nonces lasts.
final class VaultTest {
    private static final byte[] KEY = "a key that has thirty-two bytes.".getBytes(UTF_8);
    private static final byte[] BODY = "orders.new and what was ordered".getBytes(UTF_8);
    private static final int NONCES = 5;
    private static final int RECORDS = 4 * NONCES + 1;

    @ParameterizedTest
    @EnumSource
    void goesOnUnderAnotherBeginningWhenTheNoncesOfOneAreUsedUp(CipherKind kind) throws DamagedException {
        Vault vault = Vault.locked(kind, KEY, false, NONCES);
        Set<ByteBuffer> nonces = new HashSet<>();
        Set<Long> beginnings = new HashSet<>();

        for (int i = 0; i < RECORDS; i++) {
            byte[] record = locked(vault);
            int body = Records.HEAD_BYTES;
            nonces.add(ByteBuffer.wrap(Arrays.copyOfRange(record, body, body + CipherKind.NONCE_BYTES)));
            beginnings.add(ByteBuffer.wrap(record).getLong(body));
            // As one who opens the stream later reads it, and one who knows of no beginnings.
            byte[] plain = Vault.locked(kind, KEY, false).unlock(record, 0);
            assertArrayEquals(BODY, Arrays.copyOfRange(plain, body, plain.length));
        }

        assertEquals(RECORDS, nonces.size(), "a nonce was used twice");
        assertEquals(RECORDS / NONCES + 1, beginnings.size());
    }

    /// What is encrypted by threads at the same time, too: the owner and the keeper share a vault.
    @ParameterizedTest
    @EnumSource
    void givesNoNonceToTwoThreads(CipherKind kind) throws InterruptedException {
        Vault vault = Vault.locked(kind, KEY, false, NONCES);
        Set<ByteBuffer> nonces = ConcurrentHashMap.newKeySet();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofPlatform().start(() -> {
                for (int round = 0; round < 500; round++) {
                    nonces.add(ByteBuffer.wrap(vault.wrap(BODY, BODY.length), 0, CipherKind.NONCE_BYTES)
                            .slice());
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(threads.length * 500, nonces.size());
        assertTrue(vault.locks());
    }

    private static byte[] locked(Vault vault) {
        int plain = Records.HEAD_BYTES + BODY.length;
        byte[] record = new byte[plain + vault.extraBytes()];
        Records.head(record, 0, Records.MESSAGE, 0, 10, 0);
        Records.numbers(record, 0, 1, 2);
        System.arraycopy(BODY, 0, record, Records.HEAD_BYTES, BODY.length);
        int length = vault.lock(record, 0, plain);
        Records.seal(record, 0, length, new CRC32C(), 0, 0);
        return record;
    }
}
