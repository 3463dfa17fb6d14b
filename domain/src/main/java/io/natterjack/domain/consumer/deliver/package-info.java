/// What a consumer delivers next, how fast, and in what form.
///
/// Start at [io.natterjack.domain.consumer.deliver.Cursor], which finds the next message of the stream.
@NullMarked
package io.natterjack.domain.consumer.deliver;

import org.jspecify.annotations.NullMarked;
