package io.natterjack.domain.jetstream.api;

import io.natterjack.domain.jetstream.HostedConsumer;
import io.natterjack.domain.jetstream.api.call.ApiCall;
import io.natterjack.domain.jetstream.api.call.Documents;
import io.natterjack.domain.jetstream.api.call.RequiredApiLevel;
import io.natterjack.domain.jetstream.request.ConsumerRequest;
import io.natterjack.domain.jetstream.response.ConsumerResponses;
import io.natterjack.domain.jetstream.response.Page;
import java.util.List;
import java.util.Map;

/// Says which consumers a stream has, and how they are.
final class ConsumerLists {
    private ConsumerLists() {}

    static byte[] info(ApiCall call) {
        call.requireNothing();
        RequiredApiLevel.check(call);
        return ConsumerResponses.info(call.documents().asked(call.consumer()));
    }

    static byte[] names(ApiCall call) {
        ConsumerRequest.Page asked = call.consumerRequests().page(call.bodyIfJson());
        List<String> all = call.stream().listedConsumers().stream()
                .map(HostedConsumer::name)
                .toList();
        Page page = Page.of(all.size(), asked.offset(), Page.NAMES_MAX);
        return ConsumerResponses.names(page, page.part(all));
    }

    static byte[] list(ApiCall call) {
        ConsumerRequest.Page asked = call.consumerRequests().page(call.bodyIfJson());
        List<HostedConsumer> all = call.stream().listedConsumers();
        Page page = Page.of(all.size(), asked.offset(), Page.LIST_MAX);
        Documents documents = call.documents();
        return ConsumerResponses.list(
                page, page.part(all).stream().map(documents::listed).toList(), Map.of());
    }
}
