package io.natterjack.domain.wire.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.natterjack.domain.text.Digits;
import io.natterjack.domain.wire.inbound.ClientEvents.Violation;

/// Turns bytes from one client into [ClientEvents]. Knows nothing of sockets: hand it an array, be told how much of it
/// was understood, and hand it the rest again in front of whatever arrives next.
///
/// An unfinished message is looked at again from its start, so there is no state to resume and a message that was
/// split at any byte means the same as one that was not. [#wantedBytes] keeps that cheap: it says how long the message
/// is going to be as soon as its line is complete, and nobody needs to ask before that much has arrived.
///
/// A verb is checked as far as it has arrived. Garbage is answered at its first wrong byte, not at the end of a line
/// that may never come.
public final class ClientParser {
    private static final int INCOMPLETE = -1;
    private static final int STOP = -2;
    /// Longest number the reference reads.
    private static final int SIZE_DIGITS_MAX = 9;

    private final ClientEvents events;
    private final PublishFrame publish = new PublishFrame();
    private final Arguments arguments = new Arguments();
    private int controlLineMax;
    private boolean connectRequired;
    private boolean paused;
    private boolean stopped;
    private int wantedBytes;

    /// @param controlLineMax · bytes of a verb's arguments
    public ClientParser(ClientEvents events, int controlLineMax) {
        this.events = events;
        this.controlLineMax = controlLineMax;
    }

    /// From now on, verbs other than CONNECT are announced by [ClientEvents#onVerbBeforeConnect], or no longer.
    public void requireConnect(boolean required) {
        connectRequired = required;
    }

    public void controlLineMax(int bytes) {
        controlLineMax = bytes;
    }

    /// Ends the current call of [#parse] behind the message that is being told.
    public void pause() {
        paused = true;
    }

    /// Ends the current call of [#parse] and makes every later one swallow all bytes.
    public void stop() {
        stopped = true;
    }

    /// Tells all complete messages in a range of bytes.
    ///
    /// @return index of the first byte that was not understood; [#wantedBytes] says how much is needed from there
    public int parse(byte[] bytes, int from, int to) {
        paused = false;
        wantedBytes = 0;
        int at = from;
        while (at < to && !paused) {
            if (stopped) {
                return to;
            }
            int next = parseOne(bytes, at, to);
            if (next == INCOMPLETE) {
                return at;
            }
            if (next == STOP) {
                stopped = true;
                return to;
            }
            at = next;
        }
        return stopped ? to : at;
    }

    /// How many bytes of the message that [#parse] could not finish are needed before it makes sense to try again, if
    /// its line was complete; else 0.
    public int wantedBytes() {
        return wantedBytes;
    }

    private int parseOne(byte[] bytes, int from, int to) {
        Verb verb = Verb.startingWith(bytes[from]);
        if (connectRequired && verb != Verb.CONNECT && !events.onVerbBeforeConnect()) {
            return STOP;
        }
        if (verb == null) {
            return unknown(bytes, from, to);
        }
        // P begins three verbs, so the second byte may be needed.
        if (verb == Verb.PUB && to - from > 1) {
            verb = Verb.startingWithP(bytes[from + 1]);
        }
        if (verb == null || !verb.matches(bytes, from, to)) {
            return unknown(bytes, from, to);
        }
        int afterVerb = from + verb.length();
        if (afterVerb >= to) {
            return INCOMPLETE;
        }
        if (verb.takesArguments() && bytes[afterVerb] != ' ' && bytes[afterVerb] != '\t') {
            return unknown(bytes, from, to);
        }
        int lineFeed = lineFeed(bytes, afterVerb, to);
        if (lineFeed < 0) {
            return to - afterVerb > controlLineMax + 1 ? tooLong(verb, bytes, from, to) : INCOMPLETE;
        }
        int lineEnd = lineFeed > afterVerb && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        if (lineEnd - afterVerb > controlLineMax + 1) {
            return tooLong(verb, bytes, from, to);
        }
        return dispatch(verb, bytes, from, afterVerb, lineEnd, lineFeed + 1, to);
    }

    private int dispatch(Verb verb, byte[] bytes, int from, int lineFrom, int lineEnd, int next, int to) {
        return switch (verb) {
            case PUB -> publish(bytes, from, lineFrom, lineEnd, next, to, 0);
            case HPUB -> publish(bytes, from, lineFrom, lineEnd, next, to, 1);
            case SUB -> subscribe(bytes, lineFrom, lineEnd, next);
            case UNSUB -> unsubscribe(bytes, lineFrom, lineEnd, next);
            case PING -> {
                events.onPing();
                yield next;
            }
            case PONG -> {
                events.onPong();
                yield next;
            }
            case CONNECT -> {
                events.onConnect(bytes, lineFrom, lineEnd);
                yield next;
            }
            case INFO, OK -> next;
            case ERR -> badArguments("-ERR", bytes, lineFrom, lineEnd);
        };
    }

    /// @param sizesBeforeTotal · 1 for HPUB, which names the header's length before the total
    private int publish(
            byte[] bytes, int from, int lineFrom, int lineEnd, int payloadFrom, int to, int sizesBeforeTotal) {
        int count = arguments.split(bytes, lineFrom, lineEnd);
        int last = count - 1;
        boolean hasReply = count == 3 + sizesBeforeTotal;
        if (count != 2 + sizesBeforeTotal && !hasReply) {
            return badArguments("PUB", bytes, lineFrom, lineEnd);
        }
        int total = size(bytes, arguments.from(last), arguments.to(last));
        int header = sizesBeforeTotal == 0 ? 0 : size(bytes, arguments.from(last - 1), arguments.to(last - 1));
        if (total < 0 || header < 0 || header > total) {
            return badArguments("PUB", bytes, lineFrom, lineEnd);
        }
        int replyIndex = hasReply ? 1 : 0;
        publish.line(
                bytes,
                arguments.from(0),
                arguments.to(0),
                hasReply ? arguments.from(replyIndex) : 0,
                hasReply ? arguments.to(replyIndex) : 0);
        publish.sizes(sizesBeforeTotal == 1, header, total, payloadFrom);
        return payload(bytes, from, payloadFrom, total, to);
    }

    /// A number of bytes or messages; [Digits#NONE] if it is none, or too long for the reference.
    private static int size(byte[] bytes, int from, int to) {
        return to - from > SIZE_DIGITS_MAX ? (int) Digits.NONE : (int) Digits.parse(bytes, from, to);
    }

    private int payload(byte[] bytes, int from, int payloadFrom, int total, int to) {
        int end = payloadFrom + total;
        boolean complete = end + 2 <= to;
        if (!events.onPublishLine(publish)) {
            return STOP;
        }
        if ((end < to && bytes[end] != '\r') || (complete && bytes[end + 1] != '\n')) {
            return unknown(bytes, from, to);
        }
        if (!complete) {
            wantedBytes = (end < to ? end + 2 : end + 1) - from; // a wrong end is answered at its first byte
            return INCOMPLETE;
        }
        events.onPublish(publish);
        return end + 2;
    }

    private int subscribe(byte[] bytes, int lineFrom, int lineEnd, int next) {
        int count = arguments.split(bytes, lineFrom, lineEnd);
        if (count != 2 && count != 3) {
            return badArguments("SUB", bytes, lineFrom, lineEnd);
        }
        events.onSubscribe(SubscribeFrame.of(bytes, arguments));
        return next;
    }

    private int unsubscribe(byte[] bytes, int lineFrom, int lineEnd, int next) {
        int count = arguments.split(bytes, lineFrom, lineEnd);
        if (count != 1 && count != 2) {
            return badArguments("UNSUB", bytes, lineFrom, lineEnd);
        }
        int max = count == 1 ? 0 : Math.max(0, size(bytes, arguments.from(1), arguments.to(1)));
        events.onUnsubscribe(bytes, arguments.from(0), arguments.to(0), max);
        return next;
    }

    private int unknown(byte[] bytes, int from, int to) {
        events.onViolation(Violation.UNKNOWN_OPERATION, "proto='" + snippet(bytes, from, to) + "...'");
        return STOP;
    }

    private int badArguments(String verb, byte[] bytes, int from, int to) {
        events.onViolation(Violation.BAD_ARGUMENTS, verb + " Parse Error: \"" + snippet(bytes, from, to) + "\"");
        return STOP;
    }

    private int tooLong(Verb verb, byte[] bytes, int from, int to) {
        String detail =
                "max_control_line " + controlLineMax + ", " + verb + " (snip: " + snippet(bytes, from, to) + "...)";
        events.onViolation(Violation.CONTROL_LINE_TOO_LONG, detail);
        return STOP;
    }

    private static String snippet(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.min(to - from, 32), ISO_8859_1);
    }

    private static int lineFeed(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
