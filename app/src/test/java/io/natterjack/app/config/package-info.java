/// Tests of the package of the same name.
@NullMarked
package io.natterjack.app.config;

import org.jspecify.annotations.NullMarked;
