/// Random courses of publishers, consumers and operators, on every storage there is, beside a model in plain words.
///
/// Start at [io.natterjack.app.course.CourseTest].
@NullMarked
package io.natterjack.app.course;

import org.jspecify.annotations.NullMarked;
