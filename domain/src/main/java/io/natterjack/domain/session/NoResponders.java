package io.natterjack.domain.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.natterjack.domain.routing.Delivery;
import io.natterjack.domain.routing.Matches;
import io.natterjack.domain.routing.Subscription;

/// Tells a requester that nobody was there to answer, on the requester's own subscription to its reply subject.
final class NoResponders {
    private static final byte[] HEAD = "NATS/1.0 503\r\nNats-Subject: ".getBytes(ISO_8859_1);
    private static final byte[] TAIL = "\r\n\r\n\r\n".getBytes(ISO_8859_1);

    private NoResponders() {}

    /// @param request · that reached nobody; the window is reused for the answer
    static void tell(Session requester, Delivery request) {
        Matches matches = requester.matches().match(request.reply(), request.replyFrom(), request.replyTo());
        for (Subscription subscription : matches.plain()) {
            if (subscription.subscriber().equals(requester)) {
                answer(requester, request, subscription);
                return;
            }
        }
    }

    private static void answer(Session requester, Delivery request, Subscription subscription) {
        int subjectLength = request.subjectTo() - request.subjectFrom();
        byte[] block = new byte[HEAD.length + subjectLength + TAIL.length];
        System.arraycopy(HEAD, 0, block, 0, HEAD.length);
        System.arraycopy(request.subject(), request.subjectFrom(), block, HEAD.length, subjectLength);
        System.arraycopy(TAIL, 0, block, HEAD.length + subjectLength, TAIL.length);
        int length = block.length - 2;
        Delivery answer = requester
                .lane()
                .delivery()
                .message(request.reply(), request.replyFrom(), request.replyTo(), block, 0, length, length);
        answer.appendTo(requester.connection(), subscription.sid(), true);
    }
}
