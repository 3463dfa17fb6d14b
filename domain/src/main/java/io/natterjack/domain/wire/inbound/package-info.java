/// Bytes of clients become calls.
///
/// Start at [io.natterjack.domain.wire.inbound.ClientParser]; what it tells is in
/// [io.natterjack.domain.wire.inbound.ClientEvents].
@NullMarked
package io.natterjack.domain.wire.inbound;

import org.jspecify.annotations.NullMarked;
