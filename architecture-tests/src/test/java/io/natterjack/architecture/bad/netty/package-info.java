/// An adapter that reaches into the domain.
@NullMarked
package io.natterjack.architecture.bad.netty;

import org.jspecify.annotations.NullMarked;
