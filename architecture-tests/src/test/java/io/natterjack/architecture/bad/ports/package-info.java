/// Doors that are too wide, and know who walks through them.
@NullMarked
package io.natterjack.architecture.bad.ports;

import org.jspecify.annotations.NullMarked;
