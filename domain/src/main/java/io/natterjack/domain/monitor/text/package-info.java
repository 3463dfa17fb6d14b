/// What is common to all pages: how a query is read, and how numbers, times and documents are written.
///
/// Start at [io.natterjack.domain.monitor.text.Json] for what goes out and [io.natterjack.domain.monitor.text.Query]
/// for what comes in. Everything here follows the reference to the letter, because programs read it.
@NullMarked
package io.natterjack.domain.monitor.text;

import org.jspecify.annotations.NullMarked;
