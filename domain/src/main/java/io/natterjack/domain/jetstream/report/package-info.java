/// What JetStream tells operators of itself, taken where streams live.
///
/// Start at [io.natterjack.domain.jetstream.report.AccountAnswers], which runs on shards; who asks from elsewhere
/// has to go there and come back.
@NullMarked
package io.natterjack.domain.jetstream.report;

import org.jspecify.annotations.NullMarked;
