package io.natterjack.filestore.log;

/// Places in the log of a stream as numbers that grow: the number of a segment, and a place in it.
public final class Position {
    private Position() {}

    public static long of(int segment, int place) {
        return ((long) segment << 32) | place;
    }

    public static int segment(long position) {
        return (int) (position >>> 32);
    }

    public static int place(long position) {
        return (int) position;
    }
}
