package io.natterjack.app.config.known;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.domain.text.GoQuoted;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks addresses of other servers.
final class Urls {
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern BAD_PORT =
            Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*:[^/?#@\\]]*[^0-9/?#@\\]][^/?#@\\]]*(?:[/?#].*)?$");
    private static final Pattern BLANK_HOST = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*[ <>\"].*");

    private Urls() {}

    /// @param what · whose address it is, in messages
    static void check(Entry entry, String what) {
        String url = entry.text().strip();
        boolean bad = url.startsWith(":")
                || url.chars().anyMatch(c -> c < ' ' || c == 0x7f)
                || BAD_ESCAPE.matcher(url).find()
                || BLANK_HOST.matcher(url).matches()
                || BAD_PORT.matcher(url).matches();
        if (bad) {
            throw entry.bad("error parsing " + what + " url [" + GoQuoted.text(url) + "]");
        }
    }

    static boolean checkAll(Entry entry, String what) {
        Set<String> seen = new HashSet<>();
        entry.eachItem(item -> {
            if (!seen.add(item.text())) {
                item.findings()
                        .warning(
                                item.token(),
                                "invalid use of field " + GoQuoted.text(item.text()) + ": Duplicate " + what
                                        + " entry detected");
            } else {
                check(item, what);
            }
        });
        return !entry.items().isEmpty();
    }
}
