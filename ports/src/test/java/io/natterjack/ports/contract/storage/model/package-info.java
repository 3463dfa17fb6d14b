/// Random courses through the life of a stream, compared with a model that is plain enough to be trusted.
///
/// Start at [io.natterjack.ports.contract.storage.model.Course].
@NullMarked
package io.natterjack.ports.contract.storage.model;

import org.jspecify.annotations.NullMarked;
