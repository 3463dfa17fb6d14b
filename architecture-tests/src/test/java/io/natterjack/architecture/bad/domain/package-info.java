/// A domain that helps itself to the world, and shows its insides.
@NullMarked
package io.natterjack.architecture.bad.domain;

import org.jspecify.annotations.NullMarked;
