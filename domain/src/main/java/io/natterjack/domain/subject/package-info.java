/// Subjects: their syntax, what a wildcard matches, and how one subject is turned into another.
///
/// Start at [io.natterjack.domain.subject.Subjects]. Everything works on ranges of bytes, and nothing here keeps state.
@NullMarked
package io.natterjack.domain.subject;

import org.jspecify.annotations.NullMarked;
