package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.json.JsonOut;
import java.util.List;
import java.util.function.Consumer;

/// Says which consumers a stream has, and how they are.
final class ConsumerLists {
    private ConsumerLists() {}

    static Consumer<JsonOut> info(ApiCall call) {
        call.requireNothing();
        return new ConsumerInfoJson(call.streams(), call.consumer()).withLeader()::write;
    }

    static Consumer<JsonOut> names(ApiCall call) {
        Page page = Page.of(call, "JSApiConsumersRequest");
        List<String> all =
                call.stream().consumers().stream().map(HostedConsumer::name).toList();
        return out -> {
            page.write(all.size(), Page.NAMES_MAX, out);
            out.texts("consumers", page.of(all, Page.NAMES_MAX));
        };
    }

    static Consumer<JsonOut> list(ApiCall call) {
        Page page = Page.of(call, "JSApiConsumersRequest");
        List<HostedConsumer> all = List.copyOf(call.stream().consumers());
        return out -> {
            page.write(all.size(), Page.DETAILS_MAX, out);
            out.objects(
                    "consumers",
                    page.of(all, Page.DETAILS_MAX),
                    (hosted, inner) -> new ConsumerInfoJson(call.streams(), hosted)
                            .inList()
                            .write(inner));
        };
    }
}
