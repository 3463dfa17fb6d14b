/// From a configuration file and the command line to [io.natterjack.app.config.options.ServerOptions].
///
/// Start at [io.natterjack.app.config.section.OptionsReader]. Each section reads the keys of one concern.
@NullMarked
package io.natterjack.app.config.section;

import org.jspecify.annotations.NullMarked;
