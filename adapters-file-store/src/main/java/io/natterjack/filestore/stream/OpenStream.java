package io.natterjack.filestore.stream;

import io.natterjack.filestore.log.StreamLog;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.recovery.Manifest;
import io.natterjack.filestore.search.Filters;
import io.natterjack.filestore.search.Finder;
import io.natterjack.filestore.search.Subjects;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.upkeep.Surroundings;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.stream.ConsumerStore;
import io.natterjack.ports.storage.stream.Durability;
import io.natterjack.ports.storage.stream.MessageLog;
import io.natterjack.ports.storage.stream.MessageReader;
import io.natterjack.ports.storage.stream.StoredStream;
import io.natterjack.ports.storage.stream.StreamOptions;
import io.natterjack.ports.storage.stream.SubjectIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A stream that is open: the parts, and what concerns all of them.
///
/// Confined to the stream's owner, but for [#syncBehind].
public final class OpenStream implements StoredStream {
    private final Surroundings around;
    private final Path folder;
    private final Parts parts;
    private final Consumer<OpenStream> closing;
    private final Writer writer;
    private final Finder finder;
    private final Subjects subjects;
    private final ConsumerDesk desk;
    private Manifest manifest;
    private boolean closed;

    /// @param closing · told when this closes
    OpenStream(Surroundings around, Path folder, Manifest manifest, Parts parts, Consumer<OpenStream> closing) {
        this.around = around;
        this.folder = folder;
        this.manifest = manifest;
        this.parts = parts;
        this.closing = closing;
        Messages messages = parts.messages();
        Filters filters = new Filters(messages.subjects());
        writer = new Writer(parts.log(), messages, parts.maintenance());
        finder = new Finder(messages, filters);
        subjects = new Subjects(messages, filters);
        desk = new ConsumerDesk(parts.log(), parts.consumers());
    }

    @Override
    public byte[] definition() {
        return manifest.definition().clone();
    }

    @Override
    public void redefine(StreamOptions options, byte[] definition) {
        parts.log().log().refuseIfFrozen();
        StreamOptions kept = new StreamOptions(
                options.durability(), options.compressed(), manifest.options().firstSequence());
        Manifest changed = new Manifest(manifest.stream(), manifest.key(), kept, definition.clone());
        try {
            changed.write(around.disk(), folder, parts.log().log().file().vault());
            manifest = changed;
            parts.log().log().level(waitsForDisk(options));
            parts.supply().options(options);
            parts.maintenance().compress(options.compressed());
        } catch (IOException failure) {
            throw StreamFolder.failed("cannot change " + manifest.key() + " in " + folder, failure);
        }
    }

    static boolean waitsForDisk(StreamOptions options) {
        return options.durability() == Durability.DISK;
    }

    @Override
    public MessageLog log() {
        return writer;
    }

    @Override
    public MessageReader reader() {
        return finder;
    }

    @Override
    public SubjectIndex subjects() {
        return subjects;
    }

    @Override
    public ConsumerStore consumers() {
        return desk;
    }

    /// Syncs what is written, if tickets did not wait for that. Any thread.
    public void syncBehind() {
        StreamLog log = parts.log().log();
        if (!log.isFrozen()) {
            try {
                log.sync(log.published());
            } catch (IOException failure) {
                log.freeze(failure);
            } catch (RuntimeException bug) {
                log.freeze(new IOException(bug.toString(), bug));
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        StreamLog log = parts.log().log();
        try {
            if (!log.isFrozen()) {
                log.settleAll();
            }
            parts.maintenance().close(writer.inUnit());
            log.close();
            parts.supply().close();
            for (Segment segment : parts.messages().segments().list()) {
                segment.file().release();
            }
        } catch (IOException failure) {
            throw new StorageException("cannot close " + manifest.key() + ": " + failure.getMessage(), failure);
        } finally {
            closing.accept(this);
        }
    }
}
