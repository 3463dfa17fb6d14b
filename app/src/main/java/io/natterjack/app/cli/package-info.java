/// The command line.
///
/// Start at [io.natterjack.app.cli.CommandLine].
@NullMarked
package io.natterjack.app.cli;

import org.jspecify.annotations.NullMarked;
