/// Wiring that does the work of an adapter.
@NullMarked
package io.natterjack.architecture.bad.app;

import org.jspecify.annotations.NullMarked;
