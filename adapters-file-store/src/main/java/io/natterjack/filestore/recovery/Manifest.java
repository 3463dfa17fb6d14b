package io.natterjack.filestore.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.disk.Envelope;
import io.natterjack.filestore.disk.FileKind;
import io.natterjack.filestore.disk.TwinFile;
import io.natterjack.filestore.record.ByteWriter;
import io.natterjack.filestore.vault.Vault;
import io.natterjack.ports.storage.StreamKey;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.StreamOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// What a stream is, beside its messages.
///
/// @param stream     · its identity, which no other stream of this place ever has
/// @param definition · the broker's own bytes
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Manifest(long stream, StreamKey key, StreamOptions options, byte[] definition) {
    private static final String NAME = "manifest";

    /// @throws IOException if it cannot be read, or not be believed
    public static Manifest read(Disk disk, Path folder, Vault vault) throws IOException {
        Envelope file = file(disk, folder).read();
        ByteBuffer content = file.content();
        long stream = content.getLong();
        StreamKey key = new StreamKey(Texts.text(content), Texts.text(content));
        StreamOptions options =
                new StreamOptions(Durability.valueOf(Texts.text(content)), content.get() != 0, content.getLong());
        ByteBuffer definition = vault.unwrap(file, ByteBuffer.wrap(Texts.block(content)));
        byte[] bytes = new byte[definition.remaining()];
        definition.get(bytes);
        return new Manifest(stream, key, options, bytes);
    }

    /// The same, at another level.
    public Manifest at(Durability durability) {
        return new Manifest(
                stream, key, new StreamOptions(durability, options.compressed(), options.firstSequence()), definition);
    }

    /// Only the name of a stream, which is never encrypted.
    public static StreamKey key(Disk disk, Path folder) throws IOException {
        ByteBuffer content = file(disk, folder).read().content();
        content.getLong();
        return new StreamKey(Texts.text(content), Texts.text(content));
    }

    /// Replaces what is there. On return it is safe.
    public void write(Disk disk, Path folder, Vault vault) throws IOException {
        ByteWriter content = new ByteWriter(64 + definition.length);
        content.putLong(stream);
        content.putBlock(key.account().getBytes(UTF_8)).putBlock(key.stream().getBytes(UTF_8));
        content.putBlock(options.durability().name().getBytes(UTF_8));
        content.putByte(options.compressed() ? 1 : 0).putLong(options.firstSequence());
        content.putBlock(vault.wrap(definition, definition.length));
        file(disk, folder).write(content.array(), content.length(), vault.flags());
    }

    /// Whether it says that the stream is encrypted.
    public static boolean locked(Disk disk, Path folder) throws IOException {
        return (file(disk, folder).read().flags() & Envelope.LOCKED) != 0;
    }

    /// Whether both copies are as they should be.
    public static boolean healthy(Disk disk, Path folder) throws IOException {
        return file(disk, folder).healthy();
    }

    private static TwinFile file(Disk disk, Path folder) {
        return new TwinFile(disk, folder, NAME, FileKind.MANIFEST);
    }
}
