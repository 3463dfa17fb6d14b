/// Key-value buckets, for those who use them inside of the server: one place for the rules of NATS ADR-8.
///
/// A bucket is a stream, and what clients do to it meets what is done here. Start at
/// [io.natterjack.domain.kv.KeyValueBucket], which works on the stream, on the shard that owns it.
/// [io.natterjack.domain.kv.BucketStream] says what kind of stream that is.
@NullMarked
package io.natterjack.domain.kv;

import org.jspecify.annotations.NullMarked;
