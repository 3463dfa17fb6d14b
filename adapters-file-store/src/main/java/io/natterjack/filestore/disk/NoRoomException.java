package io.natterjack.filestore.disk;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The disk is full, or the user's share of it is.
///
/// The JDK hands on what the system says, in the language of the system, and nothing else. Most systems have a file
/// that is always full: what they say when that is written to, they say of a full disk. A share that is used up is
/// known by its words in English, and in any language by the room that the system says is left.
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1;

    private static final Path ALWAYS_FULL = Path.of("/dev/full");
    private static final List<String> ENGLISH = List.of("no space left", "quota exceeded");

    /// What is left of a full disk is less: it is given away in blocks, and none is smaller.
    private static final long BLOCK_BYTES = 512;

    private static final @Nullable String WORDS = words();

    public NoRoomException(String message) {
        super(message);
    }

    NoRoomException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /// The same failure, told apart if it is for want of room.
    ///
    /// @param path · what was being made or written
    static IOException recognise(IOException failure, Path path) {
        return isWhy(failure, path, WORDS) ? new NoRoomException(failure) : failure;
    }

    /// Whether something has failed for want of room.
    ///
    /// @param words · what the system says of a full disk; null if nobody knows
    static boolean isWhy(IOException failure, Path path, @Nullable String words) {
        String said = String.valueOf(failure.getMessage());
        String small = said.toLowerCase(Locale.ROOT);
        return ENGLISH.stream().anyMatch(small::contains) || (words != null && said.contains(words)) || isFull(path);
    }

    private static boolean isFull(Path path) {
        try {
            Path there = Files.exists(path) ? path : path.toAbsolutePath().getParent();
            return there != null && Files.getFileStore(there).getUsableSpace() < BLOCK_BYTES;
        } catch (IOException _) {
            // Then something else is wrong, and who looks at the first failure will see that.
            return false;
        }
    }

    private static @Nullable String words() {
        if (!Files.exists(ALWAYS_FULL)) {
            return null;
        }
        try (FileChannel full = FileChannel.open(ALWAYS_FULL, WRITE)) {
            full.write(ByteBuffer.allocate(1));
            return null;
        } catch (IOException failure) {
            return failure.getMessage();
        }
    }
}
