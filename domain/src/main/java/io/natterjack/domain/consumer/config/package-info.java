/// How a consumer is configured, as values.
///
/// Start at [io.natterjack.domain.consumer.config.ConsumerConfig]. The same records hold what a client has asked
/// for and what the server has made of it; nothing here checks anything.
@NullMarked
package io.natterjack.domain.consumer.config;

import org.jspecify.annotations.NullMarked;
