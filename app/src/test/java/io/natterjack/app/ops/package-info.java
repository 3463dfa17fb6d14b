/// Tests of the package of the same name.
@NullMarked
package io.natterjack.app.ops;

import org.jspecify.annotations.NullMarked;
