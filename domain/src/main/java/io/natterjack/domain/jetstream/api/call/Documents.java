package io.natterjack.domain.jetstream.api.call;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.jetstream.AccountStreams;
import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.HostedStream;
import io.natterjack.domain.jetstream.asset.ApiLevel;
import io.natterjack.domain.jetstream.document.ConsumerDocument;
import io.natterjack.domain.jetstream.document.SourceDocument;
import io.natterjack.domain.jetstream.document.StreamDocument;
import io.natterjack.domain.jetstream.document.StreamFigures;
import io.natterjack.domain.stream.config.StreamConfig;
import java.util.ArrayList;
import java.util.List;

/// Describes the streams and consumers of an account as they are now.
///
/// Whoever asks for one is told more than whoever asks for a list: what the server adds to the configuration, and who
/// leads it.
public final class Documents {
    private final AccountStreams streams;

    Documents(AccountStreams streams) {
        this.streams = streams;
    }

    /// A stream that was just made.
    public StreamDocument created(HostedStream hosted) {
        return stream(hosted, shown(hosted), figures(hosted), "", "");
    }

    /// A stream that was just changed.
    public StreamDocument updated(HostedStream hosted) {
        return stream(hosted, shown(hosted), figures(hosted), streams.domain(), "");
    }

    /// A stream that somebody asks for.
    public StreamDocument asked(HostedStream hosted, StreamFigures figures) {
        String leader = streams.server().name();
        return stream(hosted, shown(hosted), figures, streams.domain(), leader);
    }

    /// A stream in a list.
    public StreamDocument listed(HostedStream hosted) {
        return stream(hosted, hosted.config(), figures(hosted), streams.domain(), "");
    }

    private StreamDocument stream(
            HostedStream hosted, StreamConfig config, StreamFigures figures, String domain, String leader) {
        return new StreamDocument(
                config,
                hosted.created(),
                figures,
                domain,
                leader,
                SourceDocument.ofMirror(hosted.sourcing().mirror()),
                SourceDocument.ofSources(hosted.sourcing().sources()),
                List.of(),
                streams.now());
    }

    private StreamConfig shown(HostedStream hosted) {
        return ApiLevel.shown(hosted.config(), streams.server().version());
    }

    /// What is in a stream, without details.
    public StreamFigures figures(HostedStream hosted) {
        return StreamFigures.of(
                hosted.stream().state(),
                hosted.stream().beginning(),
                hosted.stream().subjects().size(),
                hosted.listedConsumers().size());
    }

    /// The sequences that a stream has had and has no more.
    public static List<Long> missing(HostedStream hosted) {
        List<Long> missing = new ArrayList<>();
        hosted.stream().reader().missing((from, to) -> {
            for (long sequence = from; sequence <= to; sequence++) {
                missing.add(sequence);
            }
            return true;
        });
        return missing;
    }

    /// A consumer that was just made or changed.
    public ConsumerDocument made(HostedConsumer hosted) {
        return consumer(hosted, shown(hosted));
    }

    /// A consumer that somebody asks for. On a server without a cluster nobody is told who leads it.
    public ConsumerDocument asked(HostedConsumer hosted) {
        return consumer(hosted, shown(hosted));
    }

    /// A consumer in a list.
    public ConsumerDocument listed(HostedConsumer hosted) {
        return consumer(hosted, hosted.consumer().config());
    }

    private ConsumerConfig shown(HostedConsumer hosted) {
        return ApiLevel.shown(hosted.consumer().config(), streams.server().version());
    }

    private ConsumerDocument consumer(HostedConsumer hosted, ConsumerConfig config) {
        return new ConsumerDocument(
                hosted.stream().name(),
                hosted.name(),
                hosted.created(),
                config,
                hosted.consumer().info(),
                "",
                streams.now());
    }
}
