/// A hot path that formats strings, and a package that knows the one that knows it.
@NullMarked
package io.natterjack.architecture.bad.domain.wire;

import org.jspecify.annotations.NullMarked;
