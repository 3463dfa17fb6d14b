package io.natterjack.app.log;

import io.natterjack.ports.observe.ServerLog.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/// One line of the log as bytes: `[pid] 2006/01/02 15:04:05.000000 [INF] text`.
///
/// The buffer is filled again for every line. Date and time up to the second are kept, because most lines share them
/// with the line before.
final class LineBuffer {
    private static final byte[] NO_BYTES = {};

    private final byte[] prefix;
    private final boolean time;
    private final boolean colours;
    private final InstantSource clock;
    private final @Nullable TimeZone zone;
    private final byte[] second = "2006/01/02 15:04:05.".getBytes(StandardCharsets.US_ASCII);
    private long secondShown = Long.MIN_VALUE;
    private byte[] bytes = new byte[512];
    private int length;

    /// @param time · lines show the time
    /// @param utc  · in UTC rather than in local time
    LineBuffer(long pid, boolean time, boolean utc, boolean colours, InstantSource clock) {
        this.prefix = ("[" + pid + "] ").getBytes(StandardCharsets.US_ASCII);
        this.time = time;
        this.colours = colours;
        this.clock = clock;
        // Not a ZoneId: the first of those searches every jar for further rules, which makes starts slower.
        this.zone = utc || !time ? null : TimeZone.getDefault();
    }

    /// Fills the buffer.
    ///
    /// @param end · what the line ends with
    void fill(Level level, String line, String end) {
        length = 0;
        append(prefix);
        if (time) {
            appendTime(clock.instant());
        }
        append(colours ? Label.coloured(level) : Label.plain(level));
        appendText(line);
        if (!line.endsWith(end)) {
            appendText(end);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void appendTime(Instant now) {
        if (now.getEpochSecond() != secondShown) {
            secondShown = now.getEpochSecond();
            LocalDateTime local = LocalDateTime.ofEpochSecond(secondShown, 0, offset(now));
            digits(second, 0, 4, local.getYear());
            digits(second, 5, 2, local.getMonthValue());
            digits(second, 8, 2, local.getDayOfMonth());
            digits(second, 11, 2, local.getHour());
            digits(second, 14, 2, local.getMinute());
            digits(second, 17, 2, local.getSecond());
        }
        append(second);
        ensure(7);
        digits(bytes, length, 6, now.getNano() / 1_000);
        bytes[length + 6] = ' ';
        length += 7;
    }

    private ZoneOffset offset(Instant at) {
        return zone == null ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(zone.getOffset(at.toEpochMilli()) / 1_000);
    }

    private static void digits(byte[] into, int at, int count, int number) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void append(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void appendText(String text) {
        int chars = text.length();
        ensure(chars);
        int start = length;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = start;
                append(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[length++] = (byte) c;
        }
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /// The level inside a line.
    private static final class Label {
        private static final Map<Level, byte[]> PLAIN = new EnumMap<>(Level.class);
        private static final Map<Level, byte[]> COLOURED = new EnumMap<>(Level.class);

        static {
            for (Level level : Level.values()) {
                PLAIN.put(level, bytes(level.name()));
                COLOURED.put(level, bytes("\u001b[" + colour(level) + "m" + level + "\u001b[0m"));
            }
        }

        static byte[] plain(Level level) {
            return PLAIN.getOrDefault(level, NO_BYTES);
        }

        static byte[] coloured(Level level) {
            return COLOURED.getOrDefault(level, NO_BYTES);
        }

        private static byte[] bytes(String label) {
            return ("[" + label + "] ").getBytes(StandardCharsets.US_ASCII);
        }

        private static String colour(Level level) {
            return switch (level) {
                case INF -> "32";
                case DBG -> "36";
                case WRN -> "0;93";
                case ERR, FTL -> "31";
                case TRC -> "33";
            };
        }
    }
}
