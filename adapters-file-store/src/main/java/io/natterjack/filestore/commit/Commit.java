package io.natterjack.filestore.commit;

import io.natterjack.filestore.log.StreamLog;

/// What a log waits for.
///
/// @param ticket · to be told
/// @param target · up to here the log has to be safe first
record Commit(StreamLog log, long ticket, long target) {}
