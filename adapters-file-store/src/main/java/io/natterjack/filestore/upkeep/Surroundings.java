package io.natterjack.filestore.upkeep;

import io.natterjack.filestore.disk.Disk;
import io.natterjack.filestore.log.CommitQueue;
import io.natterjack.filestore.log.PageArrays;
import io.natterjack.filestore.vault.Keys;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What all streams of a storage share.
///
/// @param sizes    · of files
/// @param keys     · the operator's
/// @param keeper   · runs what nobody waits for, one after the other
/// @param problems · takes what an operator has to know
/// @param notes    · takes what may interest an operator
public record Surroundings(
        Disk disk,
        Sizes sizes,
        Keys keys,
        CommitQueue committer,
        PageArrays pages,
        Executor keeper,
        Consumer<String> problems,
        Consumer<String> notes) {}
