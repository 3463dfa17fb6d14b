package io.natterjack.app.course;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message as a client hears it.
///
/// @param reply   · empty for none
/// @param headers · the whole block; empty for none
record Heard(String subject, String reply, String headers, String body) {
    private static final Pattern HEAD = Pattern.compile("(H?)MSG [^\r]+\r\n");

    /// All messages in what a client, which only hears ASCII, was sent.
    static List<Heard> all(String text) {
        List<Heard> all = new ArrayList<>();
        Matcher head = HEAD.matcher(text);
        for (int from = 0; from < text.length() && head.find(from); ) {
            int at = head.end();
            boolean headers = head.group(1).equals("H");
            String[] words = head.group().strip().split(" ", -1);
            int numbers = headers ? 2 : 1;
            String reply = words.length == 3 + numbers + 1 ? words[3] : "";
            int headerLength = headers ? Integer.parseInt(words[words.length - 2]) : 0;
            int length = Integer.parseInt(words[words.length - 1]);
            all.add(new Heard(
                    words[1],
                    reply,
                    text.substring(at, at + headerLength),
                    text.substring(at + headerLength, at + length)));
            from = at + length + 2;
        }
        return all;
    }

    /// The value of a header; empty if there is none.
    String header(String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ": (.*)$").matcher(headers);
        return line.find() ? line.group(1) : "";
    }

    boolean status() {
        return headers.startsWith("NATS/1.0 ");
    }

    boolean delivered() {
        return reply.startsWith("$JS.ACK.");
    }

    /// One of the numbers in the subject for acknowledgements: 0 deliveries, 1 sequence in the stream, 2 number of the
    /// delivery, 4 how many follow.
    long number(int which) {
        return Long.parseLong(reply.split("\\.", -1)[4 + which]);
    }
}
