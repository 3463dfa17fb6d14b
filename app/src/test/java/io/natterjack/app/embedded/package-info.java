/// A server inside the JVM of the test, with real sockets and real clients.
@NullMarked
package io.natterjack.app.embedded;

import org.jspecify.annotations.NullMarked;
