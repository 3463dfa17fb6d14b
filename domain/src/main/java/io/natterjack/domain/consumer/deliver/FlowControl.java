package io.natterjack.domain.consumer.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How much may be under way to a receiver that is asked from time to time how far it is.
///
/// The window starts small and doubles with every answer. When half of it is under way a question is sent after it, as
/// a status that wants to be answered at a subject of its own; when the answer is there, everything that was sent
/// before the question has arrived.
///
/// **Threading.** Confined.
public final class FlowControl {
    private static final int WINDOW_BYTES_MAX = 32 * 1024 * 1024;
    private static final int WINDOW_BYTES_FIRST = WINDOW_BYTES_MAX / 16;
    private static final int ID_LENGTH = 4;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final String prefix;
    private final RandomGenerator random;
    private boolean enabled;
    private long windowBytes = WINDOW_BYTES_FIRST;
    private long underWayBytes;
    private long askedBytes;
    private byte @Nullable [] question;

    public FlowControl(String stream, String consumer, RandomGenerator random) {
        this.prefix = "$JS.FC." + stream + "." + consumer + ".";
        this.random = random;
    }

    public void enable(boolean wanted) {
        enabled = wanted;
    }

    /// Whether no more may be sent for now.
    public boolean blocks() {
        return enabled && underWayBytes > windowBytes;
    }

    /// A message has been sent.
    ///
    /// @param full · it was the last one before something else blocks
    /// @return whether it is time to [#ask]
    public boolean sent(long bytes, boolean full) {
        if (!enabled) {
            return false;
        }
        underWayBytes += bytes;
        return question == null && (underWayBytes > windowBytes / 2 || full);
    }

    /// Prepares a question. The one before it counts no more.
    ///
    /// @return the subject that it is to be answered at
    public byte[] ask() {
        StringBuilder subject = new StringBuilder(prefix);
        for (int i = 0; i < ID_LENGTH; i++) {
            subject.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        askedBytes = underWayBytes;
        byte[] asked = subject.toString().getBytes(UTF_8);
        question = asked;
        return asked;
    }

    /// The subject at which an answer is awaited; null for none.
    public byte @Nullable [] question() {
        return question;
    }

    /// There is an answer.
    ///
    /// @return false if nobody has asked that, or no longer
    public boolean answered(byte[] subject, int from, int to) {
        byte[] asked = question;
        if (asked == null || !Arrays.equals(asked, 0, asked.length, subject, from, to)) {
            return false;
        }
        windowBytes = Math.min(WINDOW_BYTES_MAX, windowBytes * 2);
        underWayBytes = Math.max(0, underWayBytes - askedBytes);
        question = null;
        return true;
    }
}
