package io.natterjack.domain.stream.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.Wakeup;
import io.natterjack.domain.jetstream.error.ApiError;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.StreamHost;
import io.natterjack.domain.stream.config.RetentionPolicy;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.message.Publication;
import io.natterjack.ports.storage.stream.StoredMessage;
import org.jspecify.annotations.Nullable;

/// Takes what a durable consumer of another stream pushes.
///
/// The consumer knows up to where everything is acknowledged, the copy knows what it has. Every time the feed is
/// opened the consumer begins again behind its floor, and what is here already is passed over: nothing is copied
/// twice. The floor only moves by answers that are parked with the copy until everything before them is safe: an
/// origin that keeps messages until they are acknowledged lets none of them go before. Whatever does not fit together
/// is answered in one way, by opening the feed again.
final class DurableReader implements Copying, Feed.Receiver {
    private static final long LOOK_AGAIN_NANOS = 250_000_000;
    private static final long TRY_AGAIN_NANOS = 1_000_000_000;
    /// A consumer says something every second.
    private static final long SILENCE_NANOS_MAX = 10_000_000_000L;
    /// So often the same question is reported as open before that is called an error.
    private static final int STALLED = 3;

    private final StreamHost host;
    private final Stream target;
    private final StreamSource source;
    private final SourceSubjects subjects;
    private final CopyTarget copies;
    private final Feed feed;
    private final Wakeup wakeup;
    private final Publication answer = new Publication();
    private @Nullable ApiError error;
    private boolean open;
    private boolean placed;
    private String identity = "";
    /// What is acknowledged is gone there.
    private boolean irretrievable;
    private long position;
    private long number;
    private long lag;
    private long heardNanos = -1;
    private String unanswered = "";
    private int reminders;

    DurableReader(
            StreamHost host,
            Stream target,
            StreamSource source,
            SourceSubjects subjects,
            CopyTarget copies,
            Feed.Opener feeds) {
        this.host = host;
        this.target = target;
        this.source = source;
        this.subjects = subjects;
        this.copies = copies;
        this.feed = feeds.feed(source, this);
        this.wakeup = new Wakeup(host.agenda(), this::work);
    }

    @Override
    public void start() {
        wakeup.by(host.nowNanos());
    }

    @Override
    public void stop() {
        wakeup.cancel();
        close();
    }

    private void close() {
        open = false;
        feed.close();
    }

    private void again(long afterNanos) {
        close();
        wakeup.by(host.nowNanos() + afterNanos);
    }

    private void work() {
        if (open && host.nowNanos() < heardNanos + SILENCE_NANOS_MAX) {
            wakeup.by(heardNanos + SILENCE_NANOS_MAX);
            return;
        }
        close();
        if (!copies.located()) {
            wakeup.by(host.nowNanos() + 1);
            return;
        }
        switch (feed.open()) {
            case Feed.Answer.Opened(long floor) -> opened(floor);
            case Feed.Answer.Unfit() -> {
                error = copies.unfit();
                wakeup.by(host.nowNanos() + LOOK_AGAIN_NANOS);
            }
            case Feed.Answer.Absent() -> wakeup.by(host.nowNanos() + LOOK_AGAIN_NANOS);
        }
    }

    private void opened(long floor) {
        StreamHost.Origin place = host.origin(source);
        Stream origin = place == null ? null : place.stream();
        if (place == null || origin == null) {
            again(LOOK_AGAIN_NANOS);
            return;
        }
        boolean same = placed && identity.equals(place.identity());
        if (!same || position > origin.state().lastSequence()) {
            identity = place.identity();
            position = copies.position(origin, identity);
            placed = true;
        }
        irretrievable = origin.config().retention() != RetentionPolicy.LIMITS;
        position = Math.max(position, floor);
        if (target.state().messages() == 0 && target.state().lastSequence() < position) {
            copies.begin(position);
        }
        open = true;
        error = null;
        number = 0;
        forgetReminders();
        heardNanos = host.nowNanos();
        wakeup.by(heardNanos + SILENCE_NANOS_MAX);
    }

    @Override
    public void message(StoredMessage message, long count, long pending) {
        heardNanos = host.nowNanos();
        if (count != number + 1) {
            broken();
            return;
        }
        number = count;
        lag = Math.max(0, pending - 1);
        forgetReminders();
        long sequence = message.sequence();
        boolean here = sequence <= position;
        error = here ? unlikeOurs(message) : copies.take(message, subjects, identity);
        if (error != null) {
            again(TRY_AGAIN_NANOS);
        } else if (!here) {
            position = sequence;
        }
    }

    private @Nullable ApiError unlikeOurs(StoredMessage message) {
        return irretrievable ? copies.unlikeOurs(message) : null;
    }

    @Override
    public void alive(long count, String question) {
        heardNanos = host.nowNanos();
        if (count > 0 && count != number) {
            broken();
        } else if (question.isEmpty()) {
            forgetReminders();
        } else {
            remind(question);
        }
    }

    private void remind(String question) {
        reminders = question.equals(unanswered) ? reminders + 1 : 1;
        unanswered = question;
        if (reminders >= STALLED) {
            error = JetStreamError.SOURCE_CONSUMER_FLOW_CONTROL_STALLED.with();
        }
        answerWhenSafe(question);
    }

    private void forgetReminders() {
        if (reminders >= STALLED) {
            error = null;
        }
        reminders = 0;
        unanswered = "";
    }

    @Override
    public void asked(String question) {
        heardNanos = host.nowNanos();
        answerWhenSafe(question);
    }

    private void answerWhenSafe(String question) {
        byte[] header = ("NATS/1.0\r\nNats-Last-Consumer: " + number + "\r\nNats-Last-Stream: " + position + "\r\n\r\n")
                .getBytes(UTF_8);
        target.publishWhenDurable(answer.to(question).payload(header, 0, header.length, header.length));
    }

    /// Otherwise the copy of what is acknowledged here meanwhile, and gone, could not be told from what never came.
    @Override
    public void settle() {
        if (open && target.isSafe()) {
            feed.arrived(number, position);
        }
    }

    @Override
    public void broken() {
        again(LOOK_AGAIN_NANOS);
    }

    @Override
    public SourceInfo info() {
        long active = heardNanos < 0 ? heardNanos : host.nowNanos() - heardNanos;
        return new SourceInfo(source, lag, position, active, error);
    }
}
