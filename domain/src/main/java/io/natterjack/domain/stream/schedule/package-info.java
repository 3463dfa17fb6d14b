/// When scheduled messages are due.
///
/// Start at [io.natterjack.domain.stream.schedule.SchedulePattern], which reads what a publisher has asked for.
@NullMarked
package io.natterjack.domain.stream.schedule;

import org.jspecify.annotations.NullMarked;
