package io.natterjack.domain.auth;

import io.natterjack.domain.settings.PermissionSettings.Responses;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Which requests one session may still answer: the account behind `allow_responses`.
///
/// Each message that is delivered with a reply subject, to which the session may not publish anyway, grants a number
/// of messages to that subject for some time. A further request with the same reply subject grants them anew.
///
/// | state of a reply subject | leaves by |
/// |---|---|
/// | unknown | a delivery → granted |
/// | granted | an answer → granted with one less, or unknown after the last · time → unknown |
///
/// Grants that run out unused are swept every second or every few thousand deliveries. There is a bound on how many
/// are kept, so that requests nobody answers do not fill the memory; beyond it some older grant is dropped.
///
/// **Threading.** Any thread: lanes of publishers grant, the session's own lane spends.
public final class ReplyGrants {
    private static final int KEPT_MAX = 1 << 18;
    private static final int SWEEP_AFTER_GRANTS = 4096;
    private static final long SWEEP_AFTER_NANOS = 1_000_000_000L;

    private final Permissions permissions;
    private final Responses responses;
    private final Map<String, Grant> grants;
    private final AtomicInteger grantedSinceSweep = new AtomicInteger();
    private final AtomicLong sweptAtNanos;

    private record Grant(long atNanos, AtomicInteger spent) {}

    private ReplyGrants(Permissions permissions, Responses responses, Map<String, Grant> grants, long nowNanos) {
        this.permissions = permissions;
        this.responses = responses;
        this.grants = grants;
        this.sweptAtNanos = new AtomicLong(nowNanos);
    }

    /// @return null if these permissions allow no responses
    public static @Nullable ReplyGrants of(Permissions permissions, long nowNanos) {
        Responses responses = permissions.responses();
        return responses == null ? null : new ReplyGrants(permissions, responses, new ConcurrentHashMap<>(), nowNanos);
    }

    /// The grants of a session whose user has been given other permissions. They last if the rules for responses are
    /// the same as before.
    public static @Nullable ReplyGrants afterReload(
            @Nullable ReplyGrants before, Permissions permissions, long nowNanos) {
        Responses responses = permissions.responses();
        return before != null && responses != null && before.responses.equals(responses)
                ? new ReplyGrants(permissions, responses, before.grants, nowNanos)
                : of(permissions, nowNanos);
    }

    /// A message with a reply subject has been delivered to the session.
    public void delivered(byte[] reply, int from, int to, long nowNanos) {
        if (to == from || permissions.mayPublish(reply, from, to)) {
            return;
        }
        grants.put(key(reply, from, to), new Grant(nowNanos, new AtomicInteger()));
        if (grantedSinceSweep.incrementAndGet() > SWEEP_AFTER_GRANTS
                || nowNanos - sweptAtNanos.get() > SWEEP_AFTER_NANOS) {
            sweep(nowNanos);
        }
    }

    /// Whether the session may publish to a subject that [Permissions#mayPublish] refuses. Asking spends one message
    /// of the grant.
    public boolean spend(byte[] subject, int from, int to, long nowNanos) {
        if (grants.isEmpty()) {
            return false;
        }
        String key = key(subject, from, to);
        Grant grant = grants.get(key);
        if (grant == null) {
            return false;
        }
        if (expired(grant, nowNanos)) {
            grants.remove(key, grant);
            return false;
        }
        int max = responses.messagesMax();
        int spent = grant.spent.incrementAndGet();
        if (max > 0 && spent >= max) {
            grants.remove(key, grant);
        }
        return max <= 0 || spent <= max;
    }

    /// How many reply subjects are remembered.
    int size() {
        return grants.size();
    }

    private boolean expired(Grant grant, long nowNanos) {
        return responses.ttlNanos() > 0 && nowNanos - grant.atNanos > responses.ttlNanos();
    }

    private void sweep(long nowNanos) {
        long last = sweptAtNanos.get();
        if (!sweptAtNanos.compareAndSet(last, nowNanos)) {
            return; // another thread is at it
        }
        grantedSinceSweep.set(0);
        grants.values().removeIf(grant -> expired(grant, nowNanos));
        Iterator<Grant> some = grants.values().iterator();
        for (int surplus = grants.size() - KEPT_MAX; surplus > 0 && some.hasNext(); surplus--) {
            some.next();
            some.remove();
        }
    }

    /// One character for each byte, so that different bytes never become the same text.
    private static String key(byte[] subject, int from, int to) {
        return new String(subject, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
