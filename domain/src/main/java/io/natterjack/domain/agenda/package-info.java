/// What has to happen later, for state machines that own neither clock nor thread.
///
/// Start at [io.natterjack.domain.agenda.Agenda].
@NullMarked
package io.natterjack.domain.agenda;

import org.jspecify.annotations.NullMarked;
