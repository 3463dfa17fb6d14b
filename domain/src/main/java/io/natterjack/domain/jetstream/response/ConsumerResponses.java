package io.natterjack.domain.jetstream.response;

import io.natterjack.domain.jetstream.document.ConsumerDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is answered about consumers when all is well. See [ResponseKind#failure] for when it is not, and
/// [ResponseKind#done] for what has nothing to tell.
public final class ConsumerResponses {
    private ConsumerResponses() {}

    public static byte[] created(ConsumerDocument consumer) {
        return ResponseKind.CONSUMER_CREATE.answer(consumer::write);
    }

    public static byte[] info(ConsumerDocument consumer) {
        return ResponseKind.CONSUMER_INFO.answer(consumer::write);
    }

    public static byte[] names(Page page, List<String> names) {
        return ResponseKind.CONSUMER_NAMES.answer(out -> page.write(out).texts("consumers", names));
    }

    /// @param offline · consumers that cannot be served, with the reason
    public static byte[] list(Page page, List<ConsumerDocument> consumers, Map<String, String> offline) {
        return ResponseKind.CONSUMER_LIST.answer(out -> page.write(out)
                .objects("consumers", consumers, ConsumerDocument::write)
                .optionalTexts("missing", offline.keySet().stream().sorted().toList())
                .optionalMap("offline", offline));
    }

    /// @param until          · null if it is not paused
    /// @param remainingNanos · 0 if it is not paused
    public static byte[] paused(@Nullable Instant until, long remainingNanos) {
        return ResponseKind.CONSUMER_PAUSE.answer(out -> out.field("paused", remainingNanos > 0)
                .field("pause_until", until)
                .optional("pause_remaining", remainingNanos));
    }

    public static byte[] unpinned() {
        return ResponseKind.CONSUMER_UNPIN.answer(_ -> {});
    }

    /// @param sequence · where it goes on
    public static byte[] reset(ConsumerDocument consumer, long sequence) {
        return ResponseKind.CONSUMER_RESET.answer(out -> {
            consumer.write(out);
            out.unsigned("reset_seq", sequence);
        });
    }
}
