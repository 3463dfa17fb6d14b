/// Acknowledgements: how they look on the wire, and the account of what is still owed.
///
/// Start at [io.natterjack.domain.consumer.ack.AckSubject], the subject by which a delivered message is acknowledged.
@NullMarked
package io.natterjack.domain.consumer.ack;

import org.jspecify.annotations.NullMarked;
