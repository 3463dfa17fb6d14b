/// A house in miniature in which every rule is broken, so that we know the rules see it.
@NullMarked
package io.natterjack.architecture.bad;

import org.jspecify.annotations.NullMarked;
