package io.natterjack.filestore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.filestore.sim.FaultyDisk;
import io.natterjack.filestore.upkeep.Sizes;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams under the operator's key, and what happens when that changes.
final class KeysTest {
    private static final Sizes SMALL = new Sizes(1 << 13, 1 << 13, 0, 1 << 13);
    private static final Map<String, String> OLD = Map.of("key", "old");
    private static final Map<String, String> NEW = Map.of("key", "new");
    private static final Map<String, String> CHANGING = Map.of("key", "new", "prev_key", "old");

    private final FaultyDisk disk = new FaultyDisk(1);

    private void fill(Map<String, String> options) {
        Harbour harbour = new Harbour(disk, SMALL, options);
        StoredStream orders = harbour.create();
        orders.consumers().define("pull", "definition".getBytes(UTF_8));
        for (int i = 1; i <= 200; i++) {
            Harbour.append(orders, i, 50);
        }
        orders.log().commit();
        harbour.hands().finish();
        orders.close();
        harbour.close();
    }

    private long messages(Map<String, String> options) {
        Harbour harbour = new Harbour(disk, SMALL, options);
        StoredStream orders = harbour.open();
        StreamState state = new StreamState();
        orders.log().state(state);
        orders.close();
        harbour.close();
        return state.messages();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes", "chacha"})
    void nothingOfAMessageCanBeRead(String cipher) throws IOException {
        fill(Map.of("cipher", cipher, "key", "old"));

        for (Path file : disk.files()) {
            String content = new String(disk.bytes(file), ISO_8859_1);
            for (String secret : List.of("body of", "orders.", "definition")) {
                assertTrue(!content.contains(secret), () -> secret + " is in " + file);
            }
        }
        assertEquals(200, messages(Map.of("cipher", cipher, "key", "old")));
    }

    @Test
    void aStreamIsRefusedWithoutItsKeyAndKept() {
        fill(OLD);

        StorageException without = assertThrows(StorageException.class, () -> messages(Map.of()));
        assertTrue(without.toString().contains("has no key"), without::toString);
        disk.endProcess();
        StorageException other = assertThrows(StorageException.class, () -> messages(NEW));
        assertTrue(other.toString().contains("another key"), other::toString);
        disk.endProcess();
        assertEquals(200, messages(OLD));
    }

    @Test
    void aStreamChangesOverToTheNewKeyWhenItIsOpened() {
        fill(OLD);

        assertEquals(200, messages(CHANGING));

        assertEquals(200, messages(NEW));
        assertThrows(StorageException.class, () -> messages(OLD));
    }

    @Test
    void streamsThatWereThereBeforeAKeyStayReadable() {
        fill(Map.of());

        assertEquals(200, messages(NEW));
        assertThrows(StorageException.class, () -> messages(Map.of()));
    }

    /// Somebody who has got hold of the old key must not be able to read on.
    @Test
    void aCopyOfTheKeyFileThatWasLeftUnderTheOldKeyIsPutRight() throws IOException {
        fill(OLD);
        Path copy = disk.files().stream()
                .filter(file -> file.endsWith("key.copy"))
                .findFirst()
                .orElseThrow();
        byte[] old = disk.bytes(copy);
        assertEquals(200, messages(CHANGING));
        disk.replace(copy, old);

        assertEquals(200, messages(NEW));

        assertFalse(Arrays.equals(old, disk.bytes(copy)));
    }

    /// A new one in its place would be of no use, and in the way of a backup.
    @Test
    void aKeyFileThatIsMissingIsNotMadeAnew() throws IOException {
        fill(OLD);
        for (Path file : disk.files()) {
            if (file.endsWith("key") || file.endsWith("key.copy")) {
                disk.delete(file);
            }
        }
        int files = disk.files().size();

        StorageException refusal = assertThrows(StorageException.class, () -> messages(OLD));

        assertTrue(refusal.toString().contains("is missing"), refusal::toString);
        assertEquals(files, disk.files().size());
    }

    @Test
    void settingsThatDoNotFitAreRefused() {
        for (Map<String, String> wrong :
                List.of(Map.of("cipher", "rot13"), Map.of("prev_key", "old"), Map.of("kye", "old"))) {
            assertThrows(StorageException.class, () -> new Harbour(disk, SMALL, wrong), wrong::toString);
        }
    }
}
