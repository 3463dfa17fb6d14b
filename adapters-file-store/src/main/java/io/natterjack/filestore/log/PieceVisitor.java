package io.natterjack.filestore.log;

import io.natterjack.filestore.segment.SegmentFile;

/// Takes a piece of a log: bytes of one segment, borrowed for the length of the call.
@FunctionalInterface
public interface PieceVisitor {
    /// @param place · of the first byte in the segment
    void visit(SegmentFile file, int place, byte[] bytes, int from, int length);
}
