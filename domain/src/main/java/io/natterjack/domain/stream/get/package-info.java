/// Messages of a stream for those who ask for them without a consumer.
///
/// Start at [io.natterjack.domain.stream.get.DirectGet].
@NullMarked
package io.natterjack.domain.stream.get;

import org.jspecify.annotations.NullMarked;
