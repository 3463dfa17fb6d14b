/// Tests of the package of the same name.
@NullMarked
package io.natterjack.app.config.unbuilt;

import org.jspecify.annotations.NullMarked;
