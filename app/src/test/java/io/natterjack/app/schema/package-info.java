/// The documents of the server against the schemas that are published for them.
@NullMarked
package io.natterjack.app.schema;

import org.jspecify.annotations.NullMarked;
