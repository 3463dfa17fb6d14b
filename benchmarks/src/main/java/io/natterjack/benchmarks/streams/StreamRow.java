package io.natterjack.benchmarks.streams;

import io.natterjack.benchmarks.load.Workload;

/// One line of the table.
///
/// @param reference · how the reference keeps its streams
/// @param ours      · how we do
record StreamRow(String name, Mode reference, Mode ours, Workload workload) {
    /// When a message counts as stored.
    enum Mode {
        /// Whatever a server does of its own accord: ours syncs before it acknowledges, the reference every two
        /// minutes.
        DEFAULT(""),
        /// Synced before it is acknowledged.
        ALWAYS("sync_interval: always"),
        /// In the page cache.
        INTERVAL("sync_interval: \"2m\"");

        private final String setting;

        Mode(String setting) {
            this.setting = setting;
        }

        /// A line for the `jetstream` block.
        String setting() {
            return setting;
        }
    }
}
