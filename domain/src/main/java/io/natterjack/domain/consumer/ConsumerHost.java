package io.natterjack.domain.consumer;

import io.natterjack.domain.agenda.Agenda;
import io.natterjack.domain.stream.message.Publication;
import java.util.random.RandomGenerator;

/// What a consumer asks of its surroundings: the account that owns it.
///
/// **Threading.** Called by the owner of the account's streams only. **Ownership.** Bytes are borrowed for the
/// length of a call. **Failure.** Nothing here throws.
public interface ConsumerHost {
    /// Since 1970; the same for all of a pass.
    long nowNanos();

    /// Where consumers enter when they have to be called. Each has one appointment at most.
    Agenda agenda();

    /// Chance.
    RandomGenerator random();

    /// Whether somebody would take messages for a subject now.
    boolean interest(String subject);

    /// Whether somebody listens to exactly this subject. One who listens to a pattern only looks on: nothing is pushed
    /// because of that.
    ///
    /// @param group · of the queue that has to listen; empty for somebody who is in none
    boolean bound(String subject, String group);

    /// Sends a message, or a status: a message without a body that tells something in its headers.
    ///
    /// @param to      · the subject that it is routed by, whole
    /// @param message · its subject is the one that receivers see. Nothing follows the payload in the array. Anything
    ///                  that comes back to the consumer that way reaches it after this call
    Receipt deliver(byte[] to, Publication message);

    /// Something that is worth an advisory or a metric.
    void advise(Consumer consumer, ConsumerEvent event);

    /// There may be something to deliver: [Consumer#work] is to be called soon. Said once until it is.
    void ready(Consumer consumer);

    /// Nobody has used it for longer than it should be kept: it is to be deleted, after this call.
    void inactive(Consumer consumer);
}
