/// An adapter that reaches into the domain.
@NullMarked
package io.natterjack.architecture.bad.aeron;

import org.jspecify.annotations.NullMarked;
