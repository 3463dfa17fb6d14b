package io.natterjack.filestore.disk;

import java.io.Closeable;
import java.io.IOException;

/// One open file.
///
/// **Threading.** Any thread; writes to the same bytes are not ordered.
///
/// **Ownership.** Bytes are borrowed for the length of a call.
///
/// **Failure.** As [Disk]. After a failure nobody knows what was written.
public interface DiskFile extends Closeable {
    /// Reads as many bytes as there are, up to a length.
    ///
    /// @return how many, less than asked for only at the end of the file
    int read(byte[] into, int from, int length, long position) throws IOException;

    /// Writes all bytes.
    void write(byte[] bytes, int from, int length, long position) throws IOException;

    /// Gives the file all of its room, without writing it if that is possible. What was not written reads as
    /// zeros.
    ///
    /// @param size · it has then, if it was shorter
    void reserve(long size) throws IOException;

    /// Makes everything safe that was written before, and the length of the file.
    void sync() throws IOException;

    long size() throws IOException;

    /// Cuts the file.
    void truncate(long size) throws IOException;

    @Override
    void close() throws IOException;
}
