/// Streams in segment files. Empty until streams come: see docs/roadmap.md.
@NullMarked
package io.natterjack.filestore;

import org.jspecify.annotations.NullMarked;
