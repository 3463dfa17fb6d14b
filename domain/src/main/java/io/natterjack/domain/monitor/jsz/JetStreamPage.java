package io.natterjack.domain.monitor.jsz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natterjack.domain.broker.Broker;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.monitor.jsz.JetStreamReport.Depth;
import io.natterjack.domain.monitor.text.BadQueryException;
import io.natterjack.domain.monitor.text.Json;
import io.natterjack.domain.monitor.text.PageHead;
import io.natterjack.domain.monitor.text.Query;
import io.natterjack.domain.monitor.text.Window;
import io.natterjack.domain.settings.JetStreamSettings;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes `/jsz`.
public final class JetStreamPage {
    private final Broker broker;

    public JetStreamPage(Broker broker) {
        this.broker = broker;
    }

    /// What a request asks for.
    ///
    /// @param account  · only this one; empty for none in particular
    /// @param accounts · all accounts that fit on the page
    /// @param depth    · of what is told about an account
    /// @param readers  · also the consumers that other streams have here
    /// @param configs  · how streams and consumers are configured
    /// @param leaders  · how many of them this server leads: all
    private record Wanted(
            String account,
            boolean accounts,
            Depth depth,
            boolean readers,
            boolean configs,
            boolean leaders,
            @Nullable Window window) {
        static Wanted of(Query query) {
            boolean accounts = query.flag("accounts");
            boolean streams = query.flag("streams");
            boolean consumers = query.flag("consumers");
            boolean readers = query.flag("direct-consumers");
            boolean configs = query.flag("config");
            query.index("offset");
            Window window = query.index("limit") < 0 ? null : query.window();
            query.flag("leader-only");
            boolean leaders = query.flag("raft");
            query.flag("stream-leader-only");
            String account = query.text("acc");
            boolean implied = (streams || consumers) && account.isEmpty();
            Depth depth = consumers ? Depth.CONSUMERS : streams ? Depth.STREAMS : Depth.FIGURES;
            return new Wanted(account, accounts || implied, depth, readers, configs, leaders, window);
        }
    }

    /// @param report · null for a server without JetStream
    /// @throws BadQueryException in the words of the reference
    public String render(PageHead head, Query query, @Nullable JetStreamReport report) {
        Wanted wanted = Wanted.of(query);
        JetStreamSettings settings = broker.settings().jetStream();
        if (report == null || settings == null) {
            if (query.flag("leader-only")) {
                throw new BadQueryException("filtered response: not leader");
            }
            return page(out -> disabled(head, out));
        }
        return page(out -> enabled(head, wanted, report, settings, out));
    }

    private static String page(Consumer<JsonOut> fields) {
        return Json.indented(new String(JsonOut.document(fields, Consumer::accept), UTF_8));
    }

    private static void disabled(PageHead head, JsonOut out) {
        out.field("memory", 0)
                .field("storage", 0)
                .field("reserved_memory", 0)
                .field("reserved_storage", 0)
                .field("accounts", 0)
                .field("ha_assets", 0)
                .field(
                        "api",
                        head,
                        (_, api) -> api.field("level", 0).field("total", 0).field("errors", 0));
        head(head, out);
        out.field("disabled", true)
                .field(
                        "config",
                        head,
                        (_, config) -> config.field("max_memory", 0).field("max_storage", 0));
        totals(JetStreamFigures.NONE, false, out);
        out.field("total", 0);
    }

    private void enabled(
            PageHead head, Wanted wanted, JetStreamReport report, JetStreamSettings settings, JsonOut out) {
        JetStreamFigures figures = report.figures();
        List<String> accounts = report.accounts();
        JetStreamJson.stats(figures, out);
        head(head, out);
        out.field("config", settings, JetStreamJson::config).field("limits", settings, JetStreamJson::limits);
        totals(figures, wanted.leaders, out);
        List<AccountReport> details = shown(wanted, accounts).stream()
                .map(name -> report.account(name, wanted.depth))
                .filter(Objects::nonNull)
                .toList();
        AssetJson assets = new AssetJson(broker.settings().identity().name(), wanted.configs);
        out.optionalObjects("account_details", details, (account, fields) -> account(account, wanted, assets, fields))
                .field("total", accounts.size());
    }

    private static void head(PageHead head, JsonOut out) {
        out.field("server_id", head.serverId()).field("now", head.now());
    }

    private static void totals(JetStreamFigures figures, boolean leaders, JsonOut out) {
        out.field("streams", figures.streams())
                .optional("streams_leader", leaders ? figures.streams() : 0)
                .field("consumers", figures.consumers())
                .optional("consumers_leader", leaders ? figures.consumers() : 0)
                .field("messages", figures.messages())
                .field("bytes", figures.bytes());
    }

    private static List<String> shown(Wanted wanted, List<String> accounts) {
        if (accounts.contains(wanted.account)) {
            return List.of(wanted.account);
        }
        if (!wanted.accounts) {
            return List.of();
        }
        return wanted.window == null ? accounts : wanted.window.of(accounts);
    }

    private static void account(AccountReport account, Wanted wanted, AssetJson assets, JsonOut out) {
        out.field("name", account.name())
                .field("id", account.name())
                .field("memory", account.memoryBytes())
                .field("storage", account.fileBytes())
                .unsigned("reserved_memory", account.memoryBytesMax())
                .unsigned("reserved_storage", account.fileBytesMax())
                .field("accounts", 0)
                .field("ha_assets", 0)
                .field(
                        "api",
                        account,
                        (sums, api) -> api.field("level", 0)
                                .field("total", sums.requests())
                                .field("errors", sums.errors()));
        List<StreamReport> streams = account.streams();
        out.optionalObjects(
                "stream_detail",
                wanted.readers
                        ? streams
                        : streams.stream().map(StreamReport::withoutReaders).toList(),
                assets::stream);
    }
}
