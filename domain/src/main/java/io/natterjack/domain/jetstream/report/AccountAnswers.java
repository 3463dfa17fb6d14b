package io.natterjack.domain.jetstream.report;

import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.AccountUsage;
import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.document.ConsumerDocument;
import io.natterjack.domain.jetstream.document.SourceDocument;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.monitor.jsz.AccountReport;
import io.natterjack.domain.monitor.jsz.JetStreamFigures;
import io.natterjack.domain.monitor.jsz.JetStreamReport.Depth;
import io.natterjack.domain.monitor.jsz.JetStreamReport.Problem;
import io.natterjack.domain.monitor.jsz.StreamReport;
import io.natterjack.domain.settings.AccountSettings.JetStreamLimits;
import io.natterjack.ports.storage.stream.StreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Answers what is asked about the streams of one account.
///
/// **Threading.** On the shard of the account. What is returned is a value, which any thread may read.
public final class AccountAnswers {
    private AccountAnswers() {}

    /// The share of this account in the figures of the server.
    public static JetStreamFigures figures(AccountStreams account) {
        AccountUsage usage = account.usage();
        int consumers = 0;
        long messages = 0;
        long bytes = 0;
        for (HostedStream stream : account.all()) {
            StreamState state = stream.stream().state();
            consumers += stream.listedConsumers().size();
            messages += state.messages();
            bytes += state.bytes();
        }
        return new JetStreamFigures(
                usage.memoryBytes(),
                usage.lastingBytes(),
                usage.memoryReservedBytes(),
                usage.lastingReservedBytes(),
                1,
                usage.requests(),
                usage.errors(),
                0,
                account.all().size(),
                consumers,
                messages,
                bytes);
    }

    public static AccountReport report(AccountStreams account, Depth depth) {
        AccountUsage usage = account.usage();
        JetStreamLimits limits = usage.allowance().limits();
        List<StreamReport> streams = switch (depth) {
            case FIGURES -> List.of();
            case STREAMS, CONSUMERS ->
                account.all().stream()
                        .map(stream -> stream(account, stream, depth))
                        .toList();
        };
        return new AccountReport(
                account.account().name(),
                usage.memoryBytes(),
                usage.lastingBytes(),
                limits.memoryBytesMax(),
                limits.fileBytesMax(),
                usage.requests(),
                usage.errors(),
                streams);
    }

    private static StreamReport stream(AccountStreams account, HostedStream hosted, Depth depth) {
        StreamFigures figures = StreamFigures.of(
                hosted.stream().state(),
                hosted.stream().beginning(),
                hosted.stream().subjects().size(),
                hosted.listedConsumers().size());
        boolean all = depth == Depth.CONSUMERS;
        return new StreamReport(
                hosted.config(),
                hosted.created(),
                figures,
                SourceDocument.ofMirror(hosted.sourcing().mirror()),
                SourceDocument.ofSources(hosted.sourcing().sources()),
                all ? consumers(account, hosted, each -> !direct(each)) : List.of(),
                all ? consumers(account, hosted, AccountAnswers::direct) : List.of());
    }

    private static boolean direct(HostedConsumer consumer) {
        return consumer.consumer().config().direct();
    }

    private static List<ConsumerDocument> consumers(
            AccountStreams account, HostedStream hosted, Predicate<HostedConsumer> wanted) {
        return hosted.consumers().stream()
                .filter(wanted)
                .map(each -> new ConsumerDocument(
                        hosted.name(),
                        each.name(),
                        each.created(),
                        each.consumer().config(),
                        each.consumer().info(),
                        "",
                        account.now()))
                .toList();
    }

    /// Streams that could not be opened, or take nothing more, and consumers that could not be opened.
    public static List<Problem> problems(AccountStreams account) {
        String name = account.account().name();
        List<Problem> problems = new ArrayList<>();
        for (String stream : account.lost().keySet()) {
            problems.add(new Problem(
                    name, stream, "JetStream stream '" + name + " > " + stream + "' could not be recovered"));
        }
        for (HostedStream each : account.all()) {
            String frozen = each.stream().frozenFor();
            if (!frozen.isEmpty()) {
                problems.add(new Problem(
                        name,
                        each.name(),
                        "JetStream stream '" + name + " > " + each.name() + "' is frozen, and "
                                + each.consumers().size() + " consumers with it: " + frozen));
            }
            for (String text : account.consumers().lost(each.name())) {
                problems.add(new Problem(name, each.name(), text));
            }
        }
        return problems;
    }
}
