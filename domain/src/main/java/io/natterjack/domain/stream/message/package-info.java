/// Messages on their way into and out of streams, as borrowed bytes.
///
/// Start at [io.natterjack.domain.stream.message.Publication], a window on one message that is published.
@NullMarked
package io.natterjack.domain.stream.message;

import org.jspecify.annotations.NullMarked;
