package io.natterjack.domain.jetstream.advisory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.agenda.EpochNanos;
import io.natterjack.domain.consumer.ConsumerEvent;
import io.natterjack.domain.shard.Outlet;
import java.util.function.LongSupplier;

/// Tells whoever listens what becomes of the streams and consumers of one account. Nothing is composed if nobody does.
///
/// Confined to the shard.
public final class Advisories {
    private final String account;
    private final String domain;
    private final Outlet outlet;
    private final UniqueNames names;
    private final LongSupplier nowNanos;

    /// @param domain   · empty for none
    /// @param nowNanos · since 1970
    public Advisories(String account, String domain, Outlet outlet, UniqueNames names, LongSupplier nowNanos) {
        this.account = account;
        this.domain = domain;
        this.outlet = outlet;
        this.names = names;
        this.nowNanos = nowNanos;
    }

    /// Whether somebody listens to a subject.
    public boolean heard(String subject) {
        return outlet.interest(subject, null);
    }

    public void tell(Advisory advisory) {
        String subject = advisory.subject();
        if (heard(subject)) {
            byte[] document = advisory.json(names.next(), EpochNanos.toInstant(nowNanos.getAsLong()), domain);
            outlet.publish(subject.getBytes(UTF_8), document);
        }
    }

    /// @param reason · `timeout`, `large`, `incomplete` or `unsupported`
    public void batchAbandoned(String stream, String batch, String reason) {
        tell(new StreamAdvisory.BatchAbandoned(stream, batch, reason));
    }

    /// Something has happened to a message or to a consumer itself.
    public void consumer(String stream, String consumer, ConsumerEvent event) {
        tell(
                switch (event) {
                    case ConsumerEvent.Acked(long sequence, long in, long nanos, long deliveries) ->
                        new ConsumerAdvisory.Acknowledged(stream, consumer, sequence, in, nanos, deliveries);
                    case ConsumerEvent.MaxDelivered(long in, long deliveries) ->
                        new ConsumerAdvisory.DeliveriesExceeded(stream, consumer, in, deliveries);
                    case ConsumerEvent.Naked(long sequence, long in, long deliveries) ->
                        new ConsumerAdvisory.Refused(stream, consumer, sequence, in, deliveries);
                    case ConsumerEvent.Terminated(long sequence, long in, long deliveries, String reason) ->
                        new ConsumerAdvisory.Terminated(stream, consumer, sequence, in, deliveries, reason);
                    case ConsumerEvent.Paused paused ->
                        new ConsumerAdvisory.Paused(stream, consumer, paused.paused(), paused.until());
                    case ConsumerEvent.Pinned(String group, String id) ->
                        new ConsumerAdvisory.Pinned(account, stream, consumer, group, id);
                    case ConsumerEvent.Unpinned(String group, String reason) ->
                        new ConsumerAdvisory.Unpinned(account, stream, consumer, group, reason);
                });
    }
}
