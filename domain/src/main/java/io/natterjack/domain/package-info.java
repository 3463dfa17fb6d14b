/// The broker: what happens between the bytes of one client and the bytes of another.
///
/// Start at [io.natterjack.domain.broker.Broker], which joins the parts, and follow a message from
/// [io.natterjack.domain.session.Publishing] through [io.natterjack.domain.routing] to its subscribers, or to a
/// [io.natterjack.domain.stream.Stream] and the consumers of that.
///
/// No I/O, no clock, no threads, no randomness of its own: they come in through [io.natterjack.ports].
@NullMarked
package io.natterjack.domain;

import org.jspecify.annotations.NullMarked;
