/// Key-value buckets for those who run the server inside of their JVM.
///
/// Start at [io.natterjack.app.kv.KeyValue], one bucket, and [io.natterjack.app.kv.KeyValues], all of an
/// account. The rules are those of `domain.kv`; here they meet threads: calls go to the shard that owns the
/// bucket and come back as futures, and what watchers hear reaches them on threads of their own.
@NullMarked
package io.natterjack.app.kv;

import org.jspecify.annotations.NullMarked;
