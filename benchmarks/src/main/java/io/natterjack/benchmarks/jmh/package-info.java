/// The parts of the hot path, each measured alone by JMH: what one message costs there, in nanoseconds and in bytes.
///
/// `benchmarks/jmh` runs them and passes its arguments on, such as the name of a class or `-prof gc`.
@NullMarked
package io.natterjack.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
