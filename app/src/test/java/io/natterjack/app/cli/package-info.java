/// Tests of the package of the same name.
@NullMarked
package io.natterjack.app.cli;

import org.jspecify.annotations.NullMarked;
