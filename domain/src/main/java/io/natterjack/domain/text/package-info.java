/// Texts as Go's standard library writes and reads them, which is what clients and tools around the reference expect.
///
/// Each class is one notation: [io.natterjack.domain.text.GoTime] for moments,
/// [io.natterjack.domain.text.GoDuration] for durations, [io.natterjack.domain.text.GoQuoted] for quotes in
/// complaints, [io.natterjack.domain.text.JsonStrings] for strings in JSON, [io.natterjack.domain.text.Digits] for
/// numbers as bytes, and [io.natterjack.domain.text.Word] for what has a name of its own.
@NullMarked
package io.natterjack.domain.text;

import org.jspecify.annotations.NullMarked;
