package io.natterjack.filestore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.natterjack.ports.contract.RecordedLog;
import io.natterjack.ports.storage.Storage;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file that says who is using the place. What is in it is for people only.
final class LockFileTest {
    @TempDir
    private Path folder;

    @Test
    void keepsOthersOutWhateverIsInIt() throws IOException {
        Files.writeString(folder.resolve("lock"), "\0\1 not a name at all");
        try (Storage storage = open("first")) {
            assertEquals(List.of(), storage.problems());

            StorageException refusal = assertThrows(StorageException.class, () -> open("second"));

            assertTrue(refusal.toString().contains("in use by first"), refusal::toString);
        }
        open("second").close();
    }

    private Storage open(String server) {
        return new FileStorageProvider()
                .open(new StorageSettings(server, folder, TimeUnit.MINUTES.toNanos(2), Map.of(), new RecordedLog()));
    }
}
