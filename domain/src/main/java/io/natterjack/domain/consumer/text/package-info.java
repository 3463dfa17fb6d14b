/// What clients write into the bodies of pull requests and acknowledgements, read from bytes without more objects than
/// the values need.
///
/// Start at [io.natterjack.domain.consumer.text.JsonBytes].
@NullMarked
package io.natterjack.domain.consumer.text;

import org.jspecify.annotations.NullMarked;
