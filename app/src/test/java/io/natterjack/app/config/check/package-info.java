/// Tests of the package of the same name.
@NullMarked
package io.natterjack.app.config.check;

import org.jspecify.annotations.NullMarked;
