/// What the block `jetstream` comes to.
///
/// Start at `JetStreamSectionTest`; which blocks are refused is a matter of the reference's answers, one package up.
@NullMarked
package io.natterjack.app.config.jetstream;

import org.jspecify.annotations.NullMarked;
