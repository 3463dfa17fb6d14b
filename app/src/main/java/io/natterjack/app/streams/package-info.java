/// What streams need of the machine: threads to live on, a storage, room, and somebody who asks how they are.
///
/// Start at [io.natterjack.app.streams.StreamResources].
@NullMarked
package io.natterjack.app.streams;

import org.jspecify.annotations.NullMarked;
