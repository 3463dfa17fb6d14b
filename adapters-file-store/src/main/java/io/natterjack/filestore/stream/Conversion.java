package io.natterjack.filestore.stream;

import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.segment.Segment;
import io.natterjack.filestore.segment.SegmentHead;
import io.natterjack.filestore.upkeep.Maintenance;
import io.natterjack.filestore.upkeep.Surroundings;
import io.natterjack.ports.storage.StorageException;
import io.natterjack.ports.storage.StreamKey;
import java.io.IOException;

/// Encrypts what a stream has stored before there was a key, when it is opened. Of a large stream the rest follows
/// segment by segment as it is used, so that a start does not take ages. It can be cut short anywhere, for a
/// segment is either the old file or the new one; what has failed is tried again when the stream is opened next.
final class Conversion {
    private final Surroundings around;
    private final StreamKey key;
    private final Messages messages;
    private final OpenLog log;
    private final Maintenance maintenance;

    Conversion(Surroundings around, StreamKey key, Messages messages, OpenLog log, Maintenance maintenance) {
        this.around = around;
        this.key = key;
        this.messages = messages;
        this.log = log;
        this.maintenance = maintenance;
    }

    void run() {
        around.notes().accept("encrypting what stream " + key + " has stored without a key");
        try {
            Segment last = messages.segments().last();
            if ((last.head().form() & SegmentHead.LOCKED) == 0 && last.end() > SegmentHead.BYTES) {
                log.rotate(0, true);
                log.log().settleAll();
            }
            if (!maintenance.shapeNow(around.sizes().atOnceBytes())) {
                failed("the disk does not take it");
            } else if (messages.segments().list().stream().anyMatch(Segment::damaged) && maintenance.exposed()) {
                failed("a segment is damaged, and is left as it is");
            } else {
                around.notes()
                        .accept("stream " + key
                                + (maintenance.exposed()
                                        ? " is encrypted in part; the rest follows"
                                        : " is encrypted"));
            }
        } catch (IOException | StorageException failure) {
            failed(String.valueOf(failure.getMessage()));
        }
    }

    private void failed(String why) {
        around.problems()
                .accept("not everything that was stored without a key could be encrypted: " + why
                        + "; it is tried again when the stream is opened next");
    }
}
