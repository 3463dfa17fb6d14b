/// The broker: what happens between the bytes of one client and the bytes of another.
///
/// No I/O, no clock, no threads, no randomness of its own: they come in through [io.natterjack.ports].
@NullMarked
package io.natterjack.domain;

import org.jspecify.annotations.NullMarked;
