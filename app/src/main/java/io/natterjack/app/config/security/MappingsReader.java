package io.natterjack.app.config.security;

import io.natterjack.app.config.entry.BadValue;
import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import io.natterjack.domain.account.SubjectMappings;
import io.natterjack.domain.settings.MappingSettings;
import io.natterjack.domain.settings.MappingSettings.Destination;
import io.natterjack.domain.subject.InvalidMappingException;
import io.natterjack.domain.subject.Subjects;
import io.natterjack.domain.text.GoQuoted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads subject mappings.
final class MappingsReader {
    private MappingsReader() {}

    static List<MappingSettings> read(Entry mappings) {
        List<MappingSettings> all = new ArrayList<>();
        mappings.each(entry -> {
            MappingSettings mapping = mapping(mappings, entry);
            if (mapping != null) {
                all.add(mapping);
            }
        });
        return all;
    }

    /// @return null if a destination is wrong, which is noted
    private static @Nullable MappingSettings mapping(Entry mappings, Entry entry) {
        String source = entry.key();
        if (!Subjects.valid(source)) {
            throw mappings.bad("Subject " + GoQuoted.text(source) + " is not a valid subject");
        }
        int errors = entry.findings().errorCount();
        List<Destination> destinations = new ArrayList<>();
        switch (entry.value()) {
            case Value.Text text -> destinations.add(new Destination(text.text(), 100, ""));
            case Value.Sequence _ -> entry.eachItem(item -> destinations.add(destination(item)));
            default -> destinations.add(destination(entry));
        }
        if (entry.findings().errorCount() > errors) {
            return null;
        }
        String whereTo = entry.value() instanceof Value.Text text ? " to " + GoQuoted.text(text.text()) : "";
        MappingSettings mapping = new MappingSettings(source, destinations);
        try {
            SubjectMappings.of(List.of(mapping), null);
        } catch (InvalidMappingException e) {
            throw entry.bad("Error adding mapping for " + GoQuoted.text(source) + whereTo + " : " + e.getMessage());
        }
        return mapping;
    }

    private static Destination destination(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("Expected an entry for the mapping destination");
        }
        DestinationKeys keys = new DestinationKeys();
        int errors = entry.findings().errorCount();
        entry.each(keys::key);
        if (keys.weight < 0 && entry.findings().errorCount() == errors) {
            throw entry.bad("Missing weight for mapping destination " + GoQuoted.text(keys.subject));
        }
        return new Destination(keys.subject, Math.max(keys.weight, 0), keys.cluster);
    }

    private static final class DestinationKeys {
        private String subject = "";
        private String cluster = "";
        private int weight = -1;

        void key(Entry entry) {
            switch (entry.name()) {
                case "dest", "destination" -> subject = entry.text();
                case "weight" -> weight = weight(entry);
                case "cluster" -> cluster = entry.text();
                default -> throw entry.bad("Unknown field " + GoQuoted.text(entry.key()) + " for mapping destination");
            }
        }

        /// @throws BadValue if it is no percentage
        private static int weight(Entry entry) {
            long weight = switch (entry.value()) {
                case Value.Whole whole -> whole.number();
                case Value.Text text -> percentage(entry, text.text());
                default ->
                    throw entry.bad(
                            "Unknown entry type for weight of " + entry.value().shown() + "\n");
            };
            if (weight > 100 || weight < 0) {
                throw entry.bad("Invalid weight " + weight + " for mapping destination");
            }
            return (int) weight;
        }

        private static long percentage(Entry entry, String text) {
            String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException _) {
                throw entry.bad("Invalid weight " + GoQuoted.text(digits) + " for mapping destination");
            }
        }
    }
}
