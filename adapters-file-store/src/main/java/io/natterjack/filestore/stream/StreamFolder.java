package io.natterjack.filestore.stream;

import io.natterjack.filestore.disk.NoRoomException;
import io.natterjack.filestore.log.StreamLog;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.recovery.Boot;
import io.natterjack.filestore.recovery.Checkpoint;
import io.natterjack.filestore.recovery.Manifest;
import io.natterjack.filestore.recovery.Recovered;
import io.natterjack.filestore.recovery.Recovery;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentFile;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.filestore.upkeep.Maintenance;
import io.natterjack.filestore.upkeep.Surroundings;
import io.natterjack.filestore.vault.Vault;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StorageFullException;
import io.natterjack.ports.storage.StorageListener;
import io.natterjack.ports.storage.stream.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The folder of one stream: makes it, and opens the stream in it.
public final class StreamFolder {
    private final Surroundings around;
    private final Path folder;

    public StreamFolder(Surroundings around, Path folder) {
        this.around = around;
        this.folder = folder;
    }

    /// What has failed, as the ports say it.
    public static StorageException failed(String what, IOException failure) {
        String text = what + ": " + failure.getMessage();
        return failure instanceof NoRoomException
                ? new StorageFullException(text, failure)
                : new StorageException(text, failure);
    }

    /// Writes what makes a folder a stream. On return it is safe, but for the name of the folder.
    public void found(Manifest manifest) throws IOException {
        around.disk().makeFolder(folder);
        manifest.write(around.disk(), folder, around.keys().create(around.disk(), folder));
    }

    /// What the stream is, without opening it.
    public Manifest manifest() throws IOException {
        boolean locked = Manifest.locked(around.disk(), folder);
        return Manifest.read(around.disk(), folder, around.keys().open(around.disk(), folder, locked, around.notes()));
    }

    /// Opens the stream.
    ///
    /// @param stream     · identity of the stream, as the name of the folder has it
    /// @param durability · from now on
    /// @param closing    · told when the stream is closed
    public OpenStream open(long stream, Durability durability, StorageListener listener, Consumer<OpenStream> closing)
            throws IOException {
        // A server that was killed may have renamed files that are read now: others are only deleted when that is safe.
        around.disk().syncFolder(folder);
        boolean locked = Manifest.locked(around.disk(), folder);
        Vault vault = around.keys().open(around.disk(), folder, locked, around.notes());
        Manifest manifest = Manifest.read(around.disk(), folder, vault).at(durability);
        boolean healthy = Manifest.healthy(around.disk(), folder);
        if (!healthy) {
            around.notes().accept("a copy of the manifest in " + folder + " was damaged, and is made anew");
        }
        if (!healthy || locked != vault.locks()) {
            manifest.write(around.disk(), folder, vault);
        }
        Recovered recovered = new Recovery(
                        around.disk(),
                        folder,
                        stream,
                        manifest.options().firstSequence(),
                        vault,
                        around.problems(),
                        around.notes())
                .run();
        Messages messages = recovered.messages();
        SegmentSupply supply = new SegmentSupply(around, folder, stream, vault);
        for (Segment segment : messages.segments().list()) {
            supply.grown(segment.file().capacity());
        }
        supply.options(manifest.options());
        Segment last = recovered.writable() ? messages.segments().last() : null;
        SegmentFile file = last == null ? supply.take(recovered.scanFrom(), 0, true) : last.file();
        boolean waits = OpenStream.waitsForDisk(manifest.options());
        StreamLog log = new StreamLog(
                around.pages(),
                file,
                last == null ? 0 : last.end(),
                waits,
                around.committer(),
                listener,
                around.problems());
        Maintenance maintenance = new Maintenance(around, folder, messages, recovered.consumers(), log);
        if (last == null) {
            begin(file, stream, messages, log, recovered);
        }
        messages.records().attach(log);
        for (Segment segment : messages.segments().list()) {
            if (segment.grows() && segment != messages.segments().last()) {
                maintenance.full(segment);
            }
        }
        recovered.doomed().forEach(message -> maintenance.erase(message.segment(), message.place()));
        maintenance.checkpointed(recovered.position(), recovered.scanFrom());
        if (recovered.repaired()) {
            log.settleAll();
            Checkpoint.of(messages, recovered.consumers(), log.publish()).write(around.disk(), folder, vault);
            maintenance.checkpointed(log.position(), log.file().number());
        }
        noteBoot();
        OpenLog open = new OpenLog(log, messages, supply, recovered.loader(), maintenance);
        maintenance.compress(manifest.options().compressed());
        if (maintenance.exposed()) {
            new Conversion(around, manifest.key(), messages, open, maintenance).run();
        }
        Parts parts = new Parts(open, messages, recovered.consumers(), supply, maintenance);
        return new OpenStream(around, folder, manifest, parts, closing);
    }

    private void noteBoot() {
        try {
            new Boot(around.disk(), folder).begin();
        } catch (IOException failure) {
            // What is found after a kill will be doubted more than it need be.
            around.notes().accept("cannot note in " + folder + " that it is open: " + failure.getMessage());
        }
    }

    /// The first segment of a new stream, or the next one of a stream whose newest one is lost.
    private static void begin(SegmentFile file, long stream, Messages messages, StreamLog log, Recovered recovered) {
        SegmentHead head = new SegmentHead(
                stream,
                file.number(),
                0,
                messages.lastSequence(),
                messages.lastNanos(),
                messages.floor(),
                SegmentHead.BYTES,
                file.vault().locks() ? SegmentHead.LOCKED : 0);
        log.begin(head);
        messages.segments().add(new Segment(file, head, recovered.loader()));
    }
}
