/// Segments: the files a stream's log is cut into, and what is known of the messages in each.
///
/// Start at [io.natterjack.filestore.segment.Segment]. A segment that is full gets a summary, and is read through
/// that from then on.
@NullMarked
package io.natterjack.filestore.segment;

import org.jspecify.annotations.NullMarked;
