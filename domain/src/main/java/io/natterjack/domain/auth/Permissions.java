package io.natterjack.domain.auth;

import io.natterjack.domain.settings.PermissionSettings;
import io.natterjack.domain.subject.Subjects;
import org.jspecify.annotations.Nullable;

/// What a user may publish and subscribe to.
///
/// | question | answer |
/// |---|---|
/// | publish | some entry of the allow list matches, or there is no allow list; and no entry of the deny list matches |
/// | subscribe | some entry of the allow list covers all of it, or there is none; and no deny entry matches it |
/// | deliver to a subscription | no deny entry matches the message |
///
/// An entry about a queue counts for subscriptions with that queue only. Where an allow list has such entries for a
/// subject, they alone decide about queues on it: `foo` beside `foo v1` allows plain subscriptions to `foo`, and of
/// queues only `v1`.
///
/// A deny entry that covers a part of a wildcard subscription does not refuse it. The subscription is then
/// [SubscribeVerdict#FILTERED], and the denied messages are kept from it. One exception is the reference's: a deny
/// entry also refuses what it would match as a published subject, so `foo.*` refuses `foo.>`. The allow list is not
/// read that way, or `foo.*` would let in `foo.>`.
///
/// **Threading.** Any thread. One object serves every session of a user. The questions about single messages allocate
/// nothing once they have been asked before; see [VerdictCache].
public final class Permissions {
    /// Everything.
    public static final Permissions ALL =
            new Permissions(null, null, new SubjectRule[0], null, new SubjectRule[0], null);

    private final @Nullable PermissionSettings settings;
    private final SubjectRule @Nullable [] publishAllow;
    private final SubjectRule[] publishDeny;
    private final SubjectRule @Nullable [] subscribeAllow;
    private final SubjectRule[] subscribeDeny;
    private final PermissionSettings.@Nullable Responses responses;
    private final boolean publishesAnything;
    private final boolean deniesQueues;
    private final VerdictCache publishVerdicts = new VerdictCache();
    private final VerdictCache deliverVerdicts = new VerdictCache();

    private Permissions(
            @Nullable PermissionSettings settings,
            SubjectRule @Nullable [] publishAllow,
            SubjectRule[] publishDeny,
            SubjectRule @Nullable [] subscribeAllow,
            SubjectRule[] subscribeDeny,
            PermissionSettings.@Nullable Responses responses) {
        this.settings = settings;
        this.publishAllow = publishAllow;
        this.publishDeny = publishDeny;
        this.subscribeAllow = subscribeAllow;
        this.subscribeDeny = subscribeDeny;
        this.responses = responses;
        this.publishesAnything = publishAllow == null && publishDeny.length == 0;
        this.deniesQueues = anyWithQueue(subscribeDeny);
    }

    /// @param settings · null for no restriction
    /// @throws IllegalArgumentException if an entry is not a subject, in the words of the reference
    public static Permissions of(@Nullable PermissionSettings settings) {
        if (settings == null) {
            return ALL;
        }
        SubjectRule[] publishAllow =
                settings.publishAllow() == null ? null : SubjectRule.parseAll(settings.publishAllow(), false);
        if (publishAllow == null && settings.responses() != null) {
            publishAllow = new SubjectRule[0]; // who may answer may not say anything else
        }
        return new Permissions(
                settings,
                publishAllow,
                SubjectRule.parseAll(settings.publishDeny(), false),
                settings.subscribeAllow() == null ? null : SubjectRule.parseAll(settings.subscribeAllow(), true),
                SubjectRule.parseAll(settings.subscribeDeny(), true),
                settings.responses());
    }

    /// As configured; null for no restriction.
    public @Nullable PermissionSettings settings() {
        return settings;
    }

    /// Whether nothing needs to be asked.
    public boolean unrestricted() {
        return publishesAnything && subscribeAllow == null && subscribeDeny.length == 0;
    }

    /// What may be said beyond [#mayPublish] in answer to a request; null for nothing. Each session keeps its own
    /// account of that in [ReplyGrants].
    public PermissionSettings.@Nullable Responses responses() {
        return responses;
    }

    public boolean mayPublish(byte[] subject, int from, int to) {
        if (publishesAnything) {
            return true;
        }
        int hash = VerdictCache.hash(subject, from, to);
        Boolean known = publishVerdicts.find(subject, from, to, hash);
        if (known != null) {
            return known;
        }
        boolean may = (publishAllow == null || anyMatches(publishAllow, subject, from, to))
                && !anyMatches(publishDeny, subject, from, to);
        publishVerdicts.remember(subject, from, to, hash, may);
        return may;
    }

    /// @param queue · null or empty for a plain subscription
    public SubscribeVerdict maySubscribe(String subject, @Nullable String queue) {
        byte[] filter = Subjects.bytes(subject);
        byte[] name = queue == null || queue.isEmpty() ? null : Subjects.bytes(queue);
        if (subscribeAllow != null && !allows(subscribeAllow, filter, name)) {
            return SubscribeVerdict.DENIED;
        }
        boolean filtered = false;
        for (SubjectRule rule : subscribeDeny) {
            if (rule.qualified() && (name == null || !rule.namesQueue(name))) {
                continue;
            }
            if (rule.matches(filter, 0, filter.length)) {
                return SubscribeVerdict.DENIED;
            }
            filtered |= rule.overlaps(filter);
        }
        return filtered ? SubscribeVerdict.FILTERED : SubscribeVerdict.ALLOWED;
    }

    /// Whether a message may go to a plain subscription that was [SubscribeVerdict#FILTERED].
    public boolean mayDeliver(byte[] subject, int from, int to) {
        if (subscribeDeny.length == 0) {
            return true;
        }
        int hash = VerdictCache.hash(subject, from, to);
        Boolean known = deliverVerdicts.find(subject, from, to, hash);
        if (known != null) {
            return known;
        }
        boolean may = !anyMatches(subscribeDeny, subject, from, to);
        deliverVerdicts.remember(subject, from, to, hash, may);
        return may;
    }

    /// Whether a message may go to a queue subscription that was [SubscribeVerdict#FILTERED].
    public boolean mayDeliver(byte[] subject, int from, int to, byte[] queue) {
        if (!mayDeliver(subject, from, to)) {
            return false;
        }
        if (deniesQueues) {
            for (SubjectRule rule : subscribeDeny) {
                if (rule.namesQueue(queue) && rule.matches(subject, from, to)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean allows(SubjectRule[] rules, byte[] filter, byte @Nullable [] queue) {
        boolean plain = false;
        boolean aboutQueues = false;
        for (SubjectRule rule : rules) {
            if (!rule.covers(filter)) {
                continue;
            }
            if (!rule.qualified()) {
                plain = true;
            } else if (queue != null && rule.namesQueue(queue)) {
                return true;
            } else {
                aboutQueues = true;
            }
        }
        return plain && !(queue != null && aboutQueues);
    }

    /// Looks at entries without a queue only.
    private static boolean anyMatches(SubjectRule[] rules, byte[] subject, int from, int to) {
        for (SubjectRule rule : rules) {
            if (!rule.qualified() && rule.matches(subject, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyWithQueue(SubjectRule[] rules) {
        for (SubjectRule rule : rules) {
            if (rule.qualified()) {
                return true;
            }
        }
        return false;
    }
}
