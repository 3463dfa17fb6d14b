/// What has to be true of a message before it is stored.
///
/// Start at [io.natterjack.domain.stream.check.Draft], a message on its way in, and
/// [io.natterjack.domain.stream.check.HeaderChecks], which asks what its headers ask for.
@NullMarked
package io.natterjack.domain.stream.check;

import org.jspecify.annotations.NullMarked;
