package io.natterjack.filestore.segment;

import io.natterjack.filestore.index.Ints;

/// What is known of the messages of one segment. A message is named by its ordinal here: how many there are before
/// it.
///
/// Also of messages that were removed later: this never changes but by growing.
public sealed interface Contents permits GrowingContents, StoredContents {
    int size();

    long sequence(int ordinal);

    /// The first ordinal whose sequence is not below one; the size if there is none.
    int atOrAfter(long sequence);

    /// Where its record begins in the file.
    int place(int ordinal);

    /// What it counts for in the size of the stream.
    int bytes(int ordinal);

    /// The ordinals of those that are marked, ascending.
    Ints marked();
}
