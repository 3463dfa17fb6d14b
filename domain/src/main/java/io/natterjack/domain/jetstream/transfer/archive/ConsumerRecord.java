package io.natterjack.domain.jetstream.transfer.archive;

import io.natterjack.domain.consumer.config.ConsumerConfig;
import io.natterjack.domain.consumer.state.ConsumerState;
import io.natterjack.domain.jetstream.codec.ConsumerConfigJson;
import io.natterjack.domain.jetstream.codec.ConsumerDefinition;
import io.natterjack.domain.jetstream.json.JsonField;
import io.natterjack.domain.jetstream.json.JsonObject;
import io.natterjack.domain.jetstream.json.JsonOut;
import io.natterjack.domain.jetstream.json.JsonReader;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A consumer in an archive: what it is, and how far it has come. What only this server knows of it stands beside
/// that, and is preferred when it comes back here.
///
/// @param created  · null if that is not known
/// @param unnamed  · the name was made up by a server
/// @param state    · as [ConsumerState] is kept; null if it came from elsewhere
@SuppressWarnings("ArrayRecordComponent") // made, read once and dropped
public record ConsumerRecord(
        ConsumerConfig config, Progress progress, @Nullable Instant created, boolean unnamed, byte @Nullable [] state) {
    /// Beyond this, a consumer that comes back delivers again what is behind its floor.
    private static final int STATE_BYTES_MAX = 1 << 22;

    /// Of everything that is said of one consumer.
    public static final int BYTES_MAX = 1 << 24;

    /// What is written about a consumer.
    ///
    /// @param state · as it is kept
    public static byte[] write(ConsumerDefinition definition, byte[] state) {
        ConsumerConfig config = definition.config();
        ConsumerState kept = ConsumerState.read(state);
        Progress progress = kept == null ? Progress.NONE : Progress.of(kept, config);
        return JsonOut.document(
                definition,
                (each, out) -> out.field("config", config, ConsumerRecord::writeNamed)
                        .field("state", progress, Progress::write)
                        .field(
                                "natterjack",
                                each,
                                (own, inner) -> inner.field("created", own.created())
                                        .optional("unnamed", config.unnamed())
                                        .optionalBytes("state", state.length > STATE_BYTES_MAX ? new byte[0] : state)));
    }

    private static void writeNamed(ConsumerConfig config, JsonOut out) {
        ConsumerConfigJson.write(config, out);
        if (config.unnamed()) {
            out.field("name", config.name());
        }
    }

    /// @throws io.natterjack.domain.jetstream.json.InvalidJsonException if it is no such entry
    public static ConsumerRecord read(byte[] json) {
        return JsonReader.readWhole(json, "SnapshotConsumerState", ConsumerRecord::read);
    }

    private static ConsumerRecord read(JsonObject object) {
        ConsumerConfig config = null;
        Progress progress = null;
        ConsumerRecord own = new ConsumerRecord(ConsumerConfig.builder().build(), Progress.NONE, null, false, null);
        for (JsonField field : object) {
            switch (field.name()) {
                case "config" -> {
                    JsonObject inner = field.object("ConsumerConfig");
                    config = inner == null ? null : ConsumerConfigJson.read(inner);
                }
                case "state" -> {
                    JsonObject inner = field.object("ConsumerState");
                    progress = inner == null ? null : Progress.read(inner);
                }
                case "natterjack" -> {
                    JsonObject inner = field.object("Natterjack");
                    own = inner == null ? own : own(own.config, inner);
                }
                default -> field.unknown();
            }
        }
        if (config == null) {
            throw new SnapshotException("a consumer is missing config");
        }
        if (progress == null) {
            throw new SnapshotException("a consumer is missing state");
        }
        return new ConsumerRecord(config, progress, own.created, own.unnamed, own.state);
    }

    private static ConsumerRecord own(ConsumerConfig none, JsonObject object) {
        Instant created = null;
        boolean unnamed = false;
        byte[] state = null;
        for (JsonField field : object) {
            switch (field.name()) {
                case "created" -> created = field.time();
                case "unnamed" -> unnamed = field.flag();
                case "state" -> state = Base64.getDecoder().decode(field.text());
                default -> field.unknown();
            }
        }
        return new ConsumerRecord(none, Progress.NONE, created, unnamed, state);
    }

    /// What a storage keeps of it.
    ///
    /// @param checked · its configuration, complete
    /// @param now     · for what is not known
    public ConsumerDefinition definition(ConsumerConfig checked, Instant now) {
        String name = checked.name();
        return new ConsumerDefinition(
                unnamed ? checked.with(changes -> changes.generatedName(name)) : checked,
                created == null ? now : created);
    }

    /// The state that a storage keeps of it.
    ///
    /// @throws SnapshotException if it makes no sense
    public byte[] keptState() {
        if (state != null && ConsumerState.read(state) != null) {
            return state;
        }
        return progress.kept(config);
    }
}
