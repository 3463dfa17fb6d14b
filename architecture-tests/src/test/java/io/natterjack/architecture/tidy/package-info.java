/// What a compiler does not see and a reader does: length, width, explanations, and where things lie.
///
/// Start at [io.natterjack.architecture.tidy.TidyTest]. The limits are in
/// [io.natterjack.architecture.tidy.SourceRules].
@NullMarked
package io.natterjack.architecture.tidy;

import org.jspecify.annotations.NullMarked;
