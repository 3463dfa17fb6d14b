package io.natterjack.domain.jetstream.codec;

import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.stream.config.StreamSource;
import io.natterjack.domain.stream.config.StreamSource.External;
import io.natterjack.domain.stream.config.StreamSource.SourceConsumer;
import io.natterjack.domain.stream.config.TransformConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mirror or a source copies, and how subjects are changed on the way.
public final class StreamSourceJson {
    private StreamSourceJson() {}

    static void write(StreamSource source, JsonOut out) {
        out.field("name", source.name())
                .optionalUnsigned("opt_start_seq", source.startSequence())
                .optional("opt_start_time", source.startTime())
                .optional("filter_subject", source.filterSubject())
                .optionalObjects("subject_transforms", source.transforms(), StreamSourceJson::writeTransform)
                .optional("external", source.external(), StreamSourceJson::writeExternal)
                .optional("consumer", source.consumer(), StreamSourceJson::writeConsumer);
    }

    /// The fields of a change of subjects.
    public static void writeTransform(TransformConfig transform, JsonOut out) {
        out.field("src", transform.source()).field("dest", transform.destination());
    }

    /// The fields of a place outside of the account.
    public static void writeExternal(External external, JsonOut out) {
        out.field("api", external.apiPrefix()).field("deliver", external.deliverPrefix());
    }

    private static void writeConsumer(SourceConsumer consumer, JsonOut out) {
        out.optional("name", consumer.name()).optional("deliver_subject", consumer.deliverSubject());
    }

    static @Nullable StreamSource readNullable(@Nullable JsonObject object) {
        return object == null ? null : read(object);
    }

    static StreamSource read(JsonObject object) {
        String name = "";
        long startSequence = 0;
        Instant startTime = null;
        String filterSubject = "";
        List<TransformConfig> transforms = List.of();
        External external = null;
        SourceConsumer consumer = null;
        for (JsonField field : object) {
            switch (field.name()) {
                case "name" -> name = field.text();
                case "opt_start_seq" -> startSequence = field.unsigned();
                case "opt_start_time" -> startTime = field.time();
                case "filter_subject" -> filterSubject = field.text();
                case "subject_transforms" -> transforms = transforms(field);
                case "external" -> external = external(field.object("ExternalStream"));
                case "consumer" -> consumer = consumer(field.object("StreamConsumerSource"));
                default -> field.unknown();
            }
        }
        return new StreamSource(name, startSequence, startTime, filterSubject, transforms, external, consumer);
    }

    private static List<TransformConfig> transforms(JsonField field) {
        return field.objects("SubjectTransformConfig", "[]server.SubjectTransformConfig").stream()
                .map(StreamSourceJson::transform)
                .toList();
    }

    static @Nullable TransformConfig readTransform(@Nullable JsonObject object) {
        return object == null ? null : transform(object);
    }

    private static TransformConfig transform(JsonObject object) {
        String source = "";
        String destination = "";
        for (JsonField field : object) {
            switch (field.name()) {
                case "src" -> source = field.text();
                case "dest" -> destination = field.text();
                default -> field.unknown();
            }
        }
        return new TransformConfig(source, destination);
    }

    private static @Nullable External external(@Nullable JsonObject object) {
        if (object == null) {
            return null;
        }
        String api = "";
        String deliver = "";
        for (JsonField field : object) {
            switch (field.name()) {
                case "api" -> api = field.text();
                case "deliver" -> deliver = field.text();
                default -> field.unknown();
            }
        }
        return new External(api, deliver);
    }

    private static @Nullable SourceConsumer consumer(@Nullable JsonObject object) {
        if (object == null) {
            return null;
        }
        String name = "";
        String deliverSubject = "";
        for (JsonField field : object) {
            switch (field.name()) {
                case "name" -> name = field.text();
                case "deliver_subject" -> deliverSubject = field.text();
                default -> field.unknown();
            }
        }
        return new SourceConsumer(name, deliverSubject);
    }
}
