package io.natterjack.domain.stream.source;

import io.natterjack.domain.stream.Stream;
import io.natterjack.domain.stream.StreamHost;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.message.HeaderWriter;
import io.natterjack.domain.stream.message.Publication;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps a stream up to date with those that it copies.
///
/// What is due enters the agenda of the host, so nobody has to call anything here while messages flow.
///
/// **Threading.** Confined to the owner of the stream and of those it copies.
public final class Sourcing {
    private final StreamHost host;
    private final Stream target;
    private final Feed.Opener feeds;
    private final List<Copying> sources = new ArrayList<>();
    private List<StreamSource> configured = List.of();
    private @Nullable StreamSource mirrored;
    private @Nullable Copying mirror;

    /// @param feeds · for what is copied through a consumer of the other stream
    public Sourcing(StreamHost host, Stream target, Feed.Opener feeds) {
        this.host = host;
        this.target = target;
        this.feeds = feeds;
    }

    /// Starts, or does what the configuration says now.
    public void configure() {
        StreamSource wanted = target.config().mirror();
        if (wanted == null
                || !wanted.equals(mirrored)
                || !configured.equals(target.config().sources())) {
            close();
            start(wanted);
        }
    }

    private void start(@Nullable StreamSource wanted) {
        mirrored = wanted;
        configured = target.config().sources();
        if (wanted != null) {
            mirror = copying(wanted, new MirrorTarget(target, wanted, new HeaderWriter(), new Publication()));
            mirror.start();
        }
        SourceTarget.Copied copied = new SourceTarget.Copied(target);
        for (StreamSource source : configured) {
            Copying reader = copying(source, new SourceTarget(target, source, copied));
            sources.add(reader);
            reader.start();
        }
    }

    private Copying copying(StreamSource source, CopyTarget copies) {
        SourceSubjects subjects = new SourceSubjects(source, host.random());
        return source.consumer() == null
                ? new OriginReader(host, target, source, subjects, copies)
                : new DurableReader(host, target, source, subjects, copies, feeds);
    }

    /// The server is about to end: whatever is safe here need not be sent again when it starts.
    public void settle() {
        if (mirror != null) {
            mirror.settle();
        }
        sources.forEach(Copying::settle);
    }

    /// Ends it.
    public void close() {
        if (mirror != null) {
            mirror.stop();
            mirror = null;
        }
        sources.forEach(Copying::stop);
        sources.clear();
        mirrored = null;
        configured = List.of();
    }

    /// How far a mirror is; null if the stream is none.
    public @Nullable SourceInfo mirror() {
        return mirror == null ? null : mirror.info();
    }

    /// How far the sources are, in the order of the configuration.
    public List<SourceInfo> sources() {
        return sources.stream().map(Copying::info).toList();
    }
}
