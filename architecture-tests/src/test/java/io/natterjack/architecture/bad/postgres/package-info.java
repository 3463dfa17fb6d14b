/// An adapter that reaches into the domain.
@NullMarked
package io.natterjack.architecture.bad.postgres;

import org.jspecify.annotations.NullMarked;
