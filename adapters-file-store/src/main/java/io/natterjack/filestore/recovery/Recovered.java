package io.natterjack.filestore.recovery;

import io.natterjack.filestore.consumer.ConsumerStates;
import io.natterjack.filestore.messages.Messages;
import io.natterjack.filestore.segment.Segment;
import java.util.List;

/// A stream that has come back.
///
/// @param writable  · whether the last segment is there to be appended to; otherwise there is none yet
/// @param scanFrom  · the number it has then
/// @param position  · where the log ended at the last checkpoint
/// @param repaired  · whether a new checkpoint is needed, because not everything was found as it should be
/// @param doomed    · messages that are to be overwritten, perhaps again
/// @param loader    · for the contents of full segments
public record Recovered(
        Messages messages,
        ConsumerStates consumers,
        boolean writable,
        int scanFrom,
        long position,
        boolean repaired,
        List<Doomed> doomed,
        ContentsLoader loader) {
    /// A message that is to be overwritten.
    ///
    /// @param place · of its record in the segment
    public record Doomed(Segment segment, int place) {}
}
