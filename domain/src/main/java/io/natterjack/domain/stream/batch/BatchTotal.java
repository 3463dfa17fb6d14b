package io.natterjack.domain.stream.batch;

/// How many batches of one kind all streams of a server have open together, and what these keep in memory.
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

        @Override
        public boolean keep(long moreBytes, long max) {
            return true;
        }

        @Override
        public void release(long lessBytes) {
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

    /// Counts what a message takes that waits for its batch to be complete.
    ///
    /// @param max · that may be kept
    /// @return false if there is no room for it; then nothing was counted
    boolean keep(long moreBytes, long max);

    /// Counts what is not kept any more.
    void release(long lessBytes);
}
