package io.natterjack.app.streams;

import io.natterjack.app.config.options.ServerOptions;
import io.natterjack.app.config.syntax.ConfigException;
import io.natterjack.domain.jetstream.error.JetStreamError;
import io.natterjack.domain.settings.AccountSettings;
import io.natterjack.domain.settings.AccountSettings.JetStreamAllowance;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Whether the accounts of a server may store more, all together, than the server may.
///
/// Only numbers that the operator has written are compared: a limit that was left open depends on the machine, and
/// nobody has said that it is enough.
public final class AccountPromises {
    private AccountPromises() {}

    /// @throws ConfigException in the words of the reference, if they are promised more than there is
    public static void check(ServerOptions options) {
        if (!options.jetStream().enabled()) {
            return;
        }
        String system = options.authorization().systemAccount();
        List<JetStreamLimits> promised = options.authorization().accounts().stream()
                .filter(account -> !account.name().equals(system))
                .map(AccountSettings::jetStream)
                .flatMap(Stream::ofNullable)
                .flatMap(AccountPromises::all)
                .toList();
        long memory = options.jetStream().memoryBytesMax();
        long files = options.jetStream().fileBytesMax();
        check(memory, promised, JetStreamLimits::memoryBytesMax, JetStreamError.MEMORY_RESOURCES_EXCEEDED);
        check(files, promised, JetStreamLimits::fileBytesMax, JetStreamError.STORAGE_RESOURCES_EXCEEDED);
    }

    private static Stream<JetStreamLimits> all(JetStreamAllowance allowance) {
        return allowance.tiers().isEmpty() ? Stream.of(allowance.limits()) : allowance.tiers().values().stream();
    }

    private static void check(
            long bytesMax, List<JetStreamLimits> promised, ToLongFunction<JetStreamLimits> limit, JetStreamError why) {
        if (bytesMax < 0) {
            return;
        }
        long left = bytesMax;
        for (JetStreamLimits each : promised) {
            long bytes = Math.max(0, limit.applyAsLong(each));
            if (bytes > left) {
                throw new ConfigException("Error enabling jetstream on configured accounts: "
                        + why.with().description() + " (" + why.errCode() + ")");
            }
            left -= bytes;
        }
    }
}
