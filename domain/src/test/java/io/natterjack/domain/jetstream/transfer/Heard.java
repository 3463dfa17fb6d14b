package io.natterjack.domain.jetstream.transfer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A message that a client has received.
///
/// @param reply   · empty for none
/// @param headers · the whole block; empty for none
@SuppressWarnings("ArrayRecordComponent") // read once
record Heard(String subject, String reply, String headers, byte[] body) {
    String text() {
        return new String(body, UTF_8);
    }

    /// Everything in what a client has received that is a message.
    static List<Heard> all(byte[] received) {
        List<Heard> heard = new ArrayList<>();
        int at = 0;
        while (at < received.length) {
            int end = at;
            while (received[end] != '\r') {
                end++;
            }
            String[] words = new String(received, at, end - at, ISO_8859_1).split(" ", -1);
            at = end + 2;
            boolean plain = words[0].equals("MSG");
            if (plain || words[0].equals("HMSG")) {
                int lengths = plain ? 1 : 2;
                int length = Integer.parseInt(words[words.length - 1]);
                int headers = plain ? 0 : Integer.parseInt(words[words.length - 2]);
                heard.add(new Heard(
                        words[1],
                        words.length == 4 + lengths ? words[3] : "",
                        new String(received, at, headers, UTF_8),
                        Arrays.copyOfRange(received, at + headers, at + length)));
                at += length + 2;
            }
        }
        return heard;
    }
}
