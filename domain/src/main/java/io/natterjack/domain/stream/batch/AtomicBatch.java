package io.natterjack.domain.stream.batch;

import io.natterjack.domain.agenda.Appointment;
import io.natterjack.domain.stream.message.Publication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The messages of an atomic batch that have come so far, as copies. Confined.
public final class AtomicBatch {
    /// What a copy takes beside its bytes.
    private static final int OVERHEAD_BYTES = 128;

    private final String id;
    private final List<Publication> messages = new ArrayList<>();
    private long bytes;
    private @Nullable Appointment idle;

    public AtomicBatch(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /// How many messages there are; the next one has to say it is one more.
    public int size() {
        return messages.size();
    }

    public List<Publication> messages() {
        return messages;
    }

    /// What a message will take.
    public static long bytesOf(Publication message) {
        return (long) OVERHEAD_BYTES + message.subjectLength() + message.payloadLength();
    }

    /// What its messages take.
    public long bytes() {
        return bytes;
    }

    public void add(Publication message) {
        bytes += bytesOf(message);
        byte[] subject = Arrays.copyOfRange(message.subject(), message.subjectFrom(), message.subjectTo());
        int from = message.payloadFrom();
        byte[] payload = Arrays.copyOfRange(message.payload(), from, from + message.payloadLength());
        messages.add(new Publication()
                .to(subject, 0, subject.length)
                .payload(payload, 0, message.headerLength(), payload.length));
    }

    /// Sets when it is given up, in place of what was set before.
    ///
    /// @param appointment · null for never
    public void giveUp(@Nullable Appointment appointment) {
        if (idle != null) {
            idle.cancel();
        }
        idle = appointment;
    }
}
