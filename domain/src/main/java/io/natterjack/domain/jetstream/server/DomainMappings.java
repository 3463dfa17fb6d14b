package io.natterjack.domain.jetstream.server;

import io.natterjack.domain.account.SubjectMappings;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.settings.MappingSettings.Destination;
import java.util.ArrayList;
import java.util.List;

/// How clients reach streams by the name of a domain: their subjects are mapped to those without one.
public final class DomainMappings {
    private static final List<String> METHODS =
            List.of("INFO", "STREAM.>", "CONSUMER.>", "DIRECT.>", "META.>", "SERVER.>", "ACCOUNT.>");

    /// Buckets have subjects of their own, which stand behind the prefix as they are.
    private static final List<String> BUCKETS = List.of("$KV.>", "$OBJ.>");

    private static final int ALWAYS_PERCENT = 100;

    private DomainMappings() {}

    /// From a domain to what is here.
    ///
    /// @param domain · of this server; empty for none
    public static SubjectMappings of(String domain) {
        return domain.isEmpty() ? SubjectMappings.NONE : SubjectMappings.of(into(domain, true), null);
    }

    /// For clients that know of no domain, and whose streams are in one elsewhere.
    ///
    /// @param domain · not empty
    public static List<MappingSettings> to(String domain) {
        return into(domain, false);
    }

    private static List<MappingSettings> into(String domain, boolean fromDomain) {
        String prefix = "$JS." + domain + ".API.";
        List<MappingSettings> mappings = new ArrayList<>();
        METHODS.forEach(each -> mappings.add(mapping(prefix + each, "$JS.API." + each, fromDomain)));
        BUCKETS.forEach(each -> mappings.add(mapping(prefix + each, each, fromDomain)));
        return mappings;
    }

    private static MappingSettings mapping(String inDomain, String here, boolean fromDomain) {
        Destination to = new Destination(fromDomain ? here : inDomain, ALWAYS_PERCENT, "");
        return new MappingSettings(fromDomain ? inDomain : here, List.of(to));
    }
}
