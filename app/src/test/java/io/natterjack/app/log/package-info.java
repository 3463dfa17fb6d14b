/// Tests of the package of the same name.
@NullMarked
package io.natterjack.app.log;

import org.jspecify.annotations.NullMarked;
