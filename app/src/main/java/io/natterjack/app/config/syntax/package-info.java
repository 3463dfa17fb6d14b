/// The configuration language: text in, values with positions out.
///
/// Start at [io.natterjack.app.config.syntax.ConfigFile], which reads a file or a text. What a key means is no concern
/// of this package.
@NullMarked
package io.natterjack.app.config.syntax;

import org.jspecify.annotations.NullMarked;
