/// Settings of the reference whose feature this server does not have yet.
///
/// Start at [io.natterjack.app.config.unbuilt.Unbuilt], the table of what happens when one is met. When a feature gets
/// built, its row goes, and its keys move from `app.config.known` to a section of their own.
@NullMarked
package io.natterjack.app.config.unbuilt;

import org.jspecify.annotations.NullMarked;
