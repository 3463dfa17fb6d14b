package io.natterjack.app.config.entry;

import java.util.Locale;

/// Numbers of bytes as operators read them in the reference's lines: `953.67 MB`.
public final class ByteText {
    private static final double KILO = 1024;
    private static final String UNITS = "KMGTPE";

    private ByteText() {}

    public static String of(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        while (size >= KILO) {
            size /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, "%.2f %sB", size, UNITS.charAt(unit));
    }
}
