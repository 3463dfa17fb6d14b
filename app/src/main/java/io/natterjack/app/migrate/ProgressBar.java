package io.natterjack.app.migrate;

import java.io.PrintStream;

/// A line that grows, for somebody who waits.
final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final String what;
    private final long total;
    private int shown = -1;

    ProgressBar(PrintStream out, String what, long total) {
        this.out = out;
        this.what = what;
        this.total = total;
    }

    /// @param done · of the total
    void show(long done) {
        int percent = total == 0 ? 100 : (int) (done * 100 / total);
        if (percent != shown) {
            shown = percent;
            int filled = percent * WIDTH / 100;
            out.print("\r" + what + " [" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + percent + " %");
            out.flush();
        }
    }

    void end(String result) {
        show(total);
        out.println("  " + result);
    }
}
