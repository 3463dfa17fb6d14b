/// What a log is made of: records with a checksum, laid out in arrays of bytes.
///
/// Start at [io.natterjack.filestore.record.Records].
@NullMarked
package io.natterjack.filestore.record;

import org.jspecify.annotations.NullMarked;
