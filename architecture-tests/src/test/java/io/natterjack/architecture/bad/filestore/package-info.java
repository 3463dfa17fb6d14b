/// An adapter that reaches into the domain.
@NullMarked
package io.natterjack.architecture.bad.filestore;

import org.jspecify.annotations.NullMarked;
