package io.natterjack.filestore.log;

/// Where logs wait whose commits are to reach the disk. Any thread.
@FunctionalInterface
public interface CommitQueue {
    /// Sees to it that what the log has published becomes safe, and that it is told.
    void add(StreamLog log);
}
