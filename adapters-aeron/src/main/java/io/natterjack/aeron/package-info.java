/// Links between servers on Aeron. Empty until clusters come: see docs/roadmap.md.
@NullMarked
package io.natterjack.aeron;

import org.jspecify.annotations.NullMarked;
