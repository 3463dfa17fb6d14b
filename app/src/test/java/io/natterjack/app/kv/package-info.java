/// Key-value buckets of an embedded server, with the official Java client at the other end.
@NullMarked
package io.natterjack.app.kv;

import org.jspecify.annotations.NullMarked;
