package io.natterjack.app.config.entry;

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
        // A formatter would cost a starting server a tenth of a second.
        long hundredths = Math.round(size * 100);
        String fraction = Long.toString(100 + hundredths % 100).substring(1);
        return hundredths / 100 + "." + fraction + " " + UNITS.charAt(unit) + "B";
    }
}
