/// Streams that copy others of the same account: mirrors and sources.
///
/// Start at [io.natterjack.domain.stream.source.Sourcing], which does this for one stream, and
/// [io.natterjack.domain.stream.source.OriginReader], which reads one other;
/// [io.natterjack.domain.stream.source.DurableReader] is sent it by a consumer instead.
@NullMarked
package io.natterjack.domain.stream.source;

import org.jspecify.annotations.NullMarked;
