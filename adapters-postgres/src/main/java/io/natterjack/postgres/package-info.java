/// Streams in PostgreSQL tables. Empty until streams come: see docs/roadmap.md.
@NullMarked
package io.natterjack.postgres;

import org.jspecify.annotations.NullMarked;
