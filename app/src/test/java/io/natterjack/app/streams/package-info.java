/// What streams need of the machine. Start at [io.natterjack.app.streams.JetStreamRoomTest].
@NullMarked
package io.natterjack.app.streams;

import org.jspecify.annotations.NullMarked;
