package io.natterjack.filestore.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The disk of this machine.
public final class RealDisk implements Disk {
    private static final int OWNER_BYTES_MAX = 256;

    /// Linux has a name for it.
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    @Override
    public DiskFile open(Path file, boolean create) throws IOException {
        try {
            FileChannel channel =
                    create ? FileChannel.open(file, CREATE, READ, WRITE) : FileChannel.open(file, READ, WRITE);
            return new RealFile(file, channel);
        } catch (IOException failure) {
            throw NoRoomException.recognise(failure, file);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw NoRoomException.recognise(failure, to);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.deleteIfExists(path);
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw NoRoomException.recognise(failure, folder);
        }
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (NoSuchFileException _) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        }
    }

    @Override
    public long freeBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException _) {
            // Other systems have none, and whoever asks is told that it is not known.
            return "";
        }
    }

    @Override
    public Closeable lock(Path file, String owner) throws IOException {
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new LockedException(ownerOf(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(UTF_8)), 0);
            return channel;
        } catch (OverlappingFileLockException _) {
            String other = ownerOf(channel);
            channel.close();
            throw new LockedException(other);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    private static String ownerOf(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(OWNER_BYTES_MAX);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), UTF_8);
    }
}
