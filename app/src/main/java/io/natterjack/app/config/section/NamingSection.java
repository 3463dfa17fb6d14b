package io.natterjack.app.config.section;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.Section;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.NamingOptions;
import io.natterjack.app.config.syntax.Block;
import io.natterjack.app.config.syntax.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what the server says about itself.
final class NamingSection implements Section {
    private final Set<String> tags = new LinkedHashSet<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private String serverName = "";
    private String defaultSentinel = "";
    private boolean headers = true;

    @Override
    public boolean accept(Entry entry) {
        switch (entry.name()) {
            case "server_name" -> serverName(entry);
            case "server_tags" -> tags(entry);
            case "server_metadata" -> metadata(entry);
            case "no_header_support" -> headers = !entry.truth();
            case "default_sentinel" -> defaultSentinel = entry.text();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void override(FlagValues flags) {
        flags.ifText("server_name", value -> serverName = value);
    }

    private void serverName(Entry entry) {
        if (entry.text().contains(" ")) {
            throw entry.bad("server name cannot contain spaces");
        }
        serverName = entry.text();
    }

    private void tags(Entry entry) {
        switch (entry.value()) {
            case Value.Text text -> tag(text.text());
            case Value.Sequence _ -> {
                for (Entry item : entry.items()) {
                    if (!(item.value() instanceof Value.Text text)) {
                        throw entry.bad("error parsing tags: unsupported type *conf.token where string is expected");
                    }
                    tag(text.text());
                }
            }
            default -> throw entry.bad("error parsing tags: unsupported type " + entry.typeName());
        }
    }

    private void tag(String text) {
        String tag = text.strip().toLowerCase(Locale.ROOT);
        if (!tag.isEmpty()) {
            tags.add(tag);
        }
    }

    private void metadata(Entry entry) {
        if (!(entry.value() instanceof Block)) {
            throw entry.bad("error parsing metadata: unsupported type " + entry.typeName());
        }
        entry.each(pair -> metadata.put(pair.key(), pair.text()));
    }

    /// @param clusterName · null for none
    NamingOptions options(@Nullable String clusterName) {
        return new NamingOptions(
                serverName.isEmpty() ? null : serverName, List.copyOf(tags), metadata, headers, clusterName);
    }

    /// The JWT of users without credentials; empty for none.
    String defaultSentinel() {
        return defaultSentinel;
    }
}
