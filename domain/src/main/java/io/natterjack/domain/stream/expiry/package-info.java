/// When messages have to go by themselves.
///
/// Start at [io.natterjack.domain.stream.expiry.MessageTtl] and [io.natterjack.domain.stream.expiry.ExpiryQueue].
@NullMarked
package io.natterjack.domain.stream.expiry;

import org.jspecify.annotations.NullMarked;
