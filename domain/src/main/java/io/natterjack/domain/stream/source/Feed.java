package io.natterjack.domain.stream.source;

import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.ports.storage.stream.StoredMessage;

/// A durable consumer of another stream, which somebody has made so that this one is copied through it.
///
/// It pushes to a subject that the copying stream listens to, says how far it is when it has nothing to push, and asks
/// from time to time what has arrived. The answer to that is its acknowledgement.
///
/// **Threading.** Confined to the owner of both streams. **Failure.** Nothing throws; see [Answer].
public interface Feed {
    /// Has the consumer begin again behind what is acknowledged, and brings what it pushes from now on.
    Answer open();

    /// Acknowledges without having been asked.
    ///
    /// @param number   · of the last delivery
    /// @param sequence · of the last message that is safe
    void arrived(long number, long sequence);

    /// Brings nothing any more. The consumer stays where it is.
    void close();

    /// What came of [#open].
    sealed interface Answer {
        /// @param floor · sequence of the last message that is acknowledged; 0 for none
        record Opened(long floor) implements Answer {}

        /// There is no such consumer, or it is out of reach.
        record Absent() implements Answer {}

        /// It is not acknowledged by answers to flow control.
        record Unfit() implements Answer {}
    }

    /// Takes what a feed brings. May close the feed from within a call.
    interface Receiver {
        /// A message, in its first delivery.
        ///
        /// @param message · borrowed
        /// @param number  · of the delivery, from 1, since the feed was opened
        /// @param pending · messages behind it that are not delivered yet
        void message(StoredMessage message, long number, long pending);

        /// Nothing has happened for a while.
        ///
        /// @param number   · of the last delivery
        /// @param question · one that is still not answered, as in [#asked]; empty for none
        void alive(long number, String question);

        /// What has arrived? To be answered when it is safe.
        ///
        /// @param question · the subject to answer to
        void asked(String question);

        /// Something is missing, or it is another consumer: the feed has to be opened again.
        void broken();
    }

    /// Where feeds come from.
    interface Opener {
        /// @param source · names a consumer
        /// @return not open yet
        Feed feed(StreamSource source, Receiver receiver);
    }
}
