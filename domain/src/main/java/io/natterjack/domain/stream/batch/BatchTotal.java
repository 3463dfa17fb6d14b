package io.natterjack.domain.stream.batch;

/// How many batches of one kind all streams of a server have open together.
///
/// **Threading.** Any thread. **Ownership.** Nothing is kept. **Failure.** Nothing here throws.
public interface BatchTotal {
    /// For a stream that shares with nobody.
    BatchTotal UNCOUNTED = new BatchTotal() {
        @Override
        public boolean open(int max) {
            return true;
        }

        @Override
        public void close() {
            // nobody counts
        }
    };

    /// Counts one more.
    ///
    /// @param max · that there may be
    /// @return false if there are enough; then nothing was counted
    boolean open(int max);

    /// Counts one less: one that was counted is over.
    void close();
}
