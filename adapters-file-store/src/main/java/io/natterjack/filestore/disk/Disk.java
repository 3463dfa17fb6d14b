package io.natterjack.filestore.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Folders and files.
///
/// **Threading.** Any thread.
///
/// **Ownership.** Whoever opens a file closes it.
///
/// **Failure.** [NoRoomException] if the disk is full, any other `IOException` if it does not work.
public interface Disk {
    /// Opens a file for reading and writing.
    ///
    /// @param create · make an empty one if there is none; otherwise that is a `NoSuchFileException`
    DiskFile open(Path file, boolean create) throws IOException;

    /// Renames a file or folder, in place of a file that may be there. Safe after [#syncFolder] of both parents.
    void rename(Path from, Path to) throws IOException;

    /// Deletes a file, or a folder with everything in it. Nothing happens if there is none.
    void delete(Path path) throws IOException;

    /// Makes a folder and those above it.
    void makeFolder(Path folder) throws IOException;

    /// Names in a folder, in alphabetical order; empty if there is no such folder.
    List<String> list(Path folder) throws IOException;

    /// Makes safe which names are in a folder.
    void syncFolder(Path folder) throws IOException;

    /// Room for new files, in bytes.
    long freeBytes(Path folder) throws IOException;

    /// Names the time since the machine was started: for so long its memory has what was written, synced or not. Empty
    /// if nobody knows.
    String boot();

    /// Keeps every other process, and every other user in this one, from locking the same file.
    ///
    /// @param owner · what others are told who try
    /// @throws LockedException if it is locked
    Closeable lock(Path file, String owner) throws IOException;
}
