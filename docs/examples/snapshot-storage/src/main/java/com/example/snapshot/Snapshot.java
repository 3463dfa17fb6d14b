package com.example.snapshot;

import io.natterjack.ports.storage.*;
import java.io.*;
import java.nio.file.*;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// All there is to a stream, and its way into a file and back.
final class Snapshot implements Serializable {
    final String account, stream;
    final TreeMap<Long, Entry> messages = new TreeMap<>();
    final TreeMap<String, byte[]> consumers = new TreeMap<>(), states = new TreeMap<>();
    byte[] definition;
    long last, lastNanos;

    /// @param headers · length of the header block that the payload begins with
    record Entry(long sequence, long nanos, int flags, byte[] subject, int headers, byte[] payload)
            implements Serializable {}

    Snapshot(StreamKey key, byte[] definition, long last) {
        account = key.account();
        stream = key.stream();
        this.definition = definition;
        this.last = last;
    }

    /// The old file or the new one is there, whole, whatever happens: so a commit is all or nothing.
    void write(Path file) {
        attempt("write " + file, () -> {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            try (var target = new FileOutputStream(next.toFile());
                    var out = new ObjectOutputStream(new BufferedOutputStream(target))) {
                out.writeObject(this);
                out.flush();
                target.getFD().sync();
            }
            return Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    static Snapshot read(Path file) {
        return attempt("read " + file, () -> {
            try (var in = new ObjectInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                return (Snapshot) in.readObject();
            }
        });
    }

    static <T> T attempt(String what, Callable<T> action) {
        try {
            return action.call();
        } catch (Exception failure) {
            throw new StorageException("Cannot " + what + ": " + failure, failure);
        }
    }
}
