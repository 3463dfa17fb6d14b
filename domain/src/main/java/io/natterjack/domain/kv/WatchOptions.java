package io.natterjack.domain.kv;

import java.util.List;

/// What to hear of a bucket. [#ALL] is the present value of every key, the word that these were all, and every
/// change from then on.
///
/// @param keys           · filters with `*` and `>`; empty for all keys
/// @param start          · what of the past
/// @param fromRevision   · with [Start#REVISION]: the first one
/// @param ignoreDeletes  · values only
/// @param metaOnly       · without values
public record WatchOptions(List<String> keys, Start start, long fromRevision, boolean ignoreDeletes, boolean metaOnly) {
    public static final WatchOptions ALL = new WatchOptions(List.of(), Start.LATEST, 0, false, false);

    /// Which of the values that are there to begin with.
    public enum Start {
        /// The latest of each key.
        LATEST,
        /// All that is kept.
        HISTORY,
        /// None. There is no word that these were all.
        UPDATES,
        /// All that is kept from a revision on.
        REVISION
    }

    public WatchOptions {
        keys = List.copyOf(keys);
        keys.forEach(KeyValueNames::requireFilter);
    }

    /// Only these keys.
    ///
    /// @param filters · one or more, with `*` and `>`
    /// @throws KeyValueException.InvalidName if one is no key
    public static WatchOptions keys(String... filters) {
        return new WatchOptions(List.of(filters), Start.LATEST, 0, false, false);
    }

    /// All values that are kept of each key, not only the latest.
    public WatchOptions includeHistory() {
        return new WatchOptions(keys, Start.HISTORY, 0, ignoreDeletes, metaOnly);
    }

    /// Only what changes from now on.
    public WatchOptions updatesOnly() {
        return new WatchOptions(keys, Start.UPDATES, 0, ignoreDeletes, metaOnly);
    }

    /// What has changed since, to go on where another watch has ended.
    ///
    /// @param revision · the first one
    public WatchOptions resumeFrom(long revision) {
        return new WatchOptions(keys, Start.REVISION, revision, ignoreDeletes, metaOnly);
    }

    /// Nothing about keys that are gone.
    public WatchOptions ignoringDeletes() {
        return new WatchOptions(keys, start, fromRevision, true, metaOnly);
    }

    /// Everything but the values.
    public WatchOptions withoutValues() {
        return new WatchOptions(keys, start, fromRevision, ignoreDeletes, true);
    }
}
