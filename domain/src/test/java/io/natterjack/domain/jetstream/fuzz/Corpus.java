package io.natterjack.domain.jetstream.fuzz;

import java.util.List;

/// What clients send.
final class Corpus {
    /// @param subject · of the API, without its prefix
    record Request(String subject, String body) {}

    /// Streams and consumers that are there before anything odd is said.
    static final List<Request> START = List.of(
            new Request("STREAM.CREATE.S", """
                    {"name":"S","subjects":["s.>"],"storage":"file","allow_direct":true,"allow_rollup_hdrs":true,\
                    "allow_msg_ttl":true,"allow_atomic":true,"allow_batched":true,"allow_msg_schedules":true,\
                    "max_msgs":50,"max_msgs_per_subject":5,"duplicate_window":60000000000}"""),
            new Request("STREAM.CREATE.C", """
                    {"name":"C","subjects":["c.>"],"storage":"memory","allow_msg_counter":true,"allow_direct":true}"""),
            new Request("STREAM.CREATE.A", """
                    {"name":"A","sources":[{"name":"S","filter_subject":"s.>"},{"name":"C"}]}"""),
            new Request("STREAM.CREATE.M", """
                    {"name":"M","mirror":{"name":"S","opt_start_seq":1}}"""),
            new Request("CONSUMER.CREATE.S.P", """
                    {"stream_name":"S","config":{"name":"P","durable_name":"P","ack_policy":"explicit",\
                    "ack_wait":1000000000,"max_deliver":3,"sample_freq":"100%"}}"""),
            new Request("CONSUMER.CREATE.S.G", """
                    {"stream_name":"S","config":{"name":"G","durable_name":"G","ack_policy":"all",\
                    "priority_policy":"pinned_client","priority_groups":["g"],"priority_timeout":2000000000}}"""),
            new Request("CONSUMER.CREATE.S.U", """
                    {"stream_name":"S","config":{"name":"U","durable_name":"U","deliver_subject":"pushed",\
                    "ack_policy":"none","flow_control":true,"idle_heartbeat":1000000000}}"""));

    /// One of each method.
    static final List<Request> REQUESTS = List.of(
            new Request("INFO", ""),
            new Request("STREAM.UPDATE.S", """
                    {"name":"S","subjects":["s.>","t.>"],"max_age":60000000000,"max_bytes":100000,"discard":"new",\
                    "discard_new_per_subject":true,"max_msgs":40,"max_msgs_per_subject":4,"max_msg_size":1000,\
                    "republish":{"src":"s.>","dest":"r.>"},"subject_transform":{"src":"s.>","dest":"s.>"},\
                    "consumer_limits":{"inactive_threshold":1000000000,"max_ack_pending":10},"metadata":{"a":"b"}}"""),
            new Request("STREAM.CREATE.N", """
                    {"name":"N","subjects":["n.*"],"retention":"workqueue","max_consumers":5,"num_replicas":1,\
                    "first_seq":10,"placement":{"cluster":"c","tags":["t"]},"compression":"s2","sealed":false}"""),
            new Request("STREAM.INFO.S", "{\"offset\":0,\"deleted_details\":true,\"subjects_filter\":\"s.>\"}"),
            new Request("STREAM.NAMES", "{\"offset\":0,\"subject\":\"s.a\"}"),
            new Request("STREAM.LIST", "{\"offset\":0,\"subject\":\"s.a\"}"),
            new Request("STREAM.PURGE.S", "{\"filter\":\"s.a\",\"seq\":3}"),
            new Request("STREAM.PURGE.S", "{\"filter\":\"s.b\",\"keep\":1}"),
            new Request("STREAM.MSG.GET.S", "{\"seq\":1}"),
            new Request("STREAM.MSG.GET.S", "{\"last_by_subj\":\"s.a\"}"),
            new Request("STREAM.MSG.GET.S", "{\"seq\":1,\"next_by_subj\":\"s.*\"}"),
            new Request("STREAM.MSG.DELETE.S", "{\"seq\":2,\"no_erase\":true}"),
            new Request("STREAM.SNAPSHOT.S", """
                    {"deliver_subject":"snap","no_consumers":false,"chunk_size":1024,"window_size":4096,\
                    "jsck":true}"""),
            new Request("STREAM.RESTORE.R", """
                    {"config":{"name":"R","subjects":["q"]},"state":{"messages":1,"bytes":10,"first_seq":1,\
                    "last_seq":1}}"""),
            new Request("STREAM.LEADER.STEPDOWN.S", "{\"placement\":{\"cluster\":\"c\"}}"),
            new Request("STREAM.PEER.REMOVE.S", "{\"peer\":\"p\"}"),
            new Request("CONSUMER.CREATE.S.X.s.a", """
                    {"stream_name":"S","action":"create","config":{"name":"X","filter_subject":"s.a","ack_policy":\
                    "explicit","backoff":[1000000000,2000000000],"max_deliver":3,"max_ack_pending":5,"max_waiting":5,\
                    "max_batch":10,"max_expires":1000000000,"max_bytes":1000,"inactive_threshold":5000000000,\
                    "deliver_policy":"by_start_time","opt_start_time":"2020-01-01T00:00:00Z","pause_until":\
                    "2026-01-01T00:00:01Z","headers_only":true,"metadata":{"a":"b"}}}"""),
            new Request("CONSUMER.DURABLE.CREATE.S.D", """
                    {"stream_name":"S","config":{"durable_name":"D","deliver_subject":"d","deliver_group":"q",\
                    "deliver_policy":"by_start_sequence","opt_start_seq":2,"replay_policy":"original",\
                    "rate_limit_bps":1000,"ack_policy":"explicit","filter_subjects":["s.a","s.b"]}}"""),
            new Request("CONSUMER.CREATE.S", "{\"stream_name\":\"S\",\"config\":{\"ack_policy\":\"none\"}}"),
            new Request("CONSUMER.INFO.S.P", ""),
            new Request("CONSUMER.NAMES.S", "{\"offset\":0}"),
            new Request("CONSUMER.LIST.S", "{\"offset\":0}"),
            new Request("CONSUMER.PAUSE.S.P", "{\"pause_until\":\"2026-01-01T00:00:05Z\"}"),
            new Request("CONSUMER.UNPIN.S.G", "{\"group\":\"g\"}"),
            new Request("CONSUMER.RESET.S.P", "{\"seq\":2}"),
            new Request("CONSUMER.DELETE.S.D", ""),
            new Request("STREAM.DELETE.N", ""));

    /// What asks for messages.
    static final List<Request> PULLS = List.of(
            new Request("CONSUMER.MSG.NEXT.S.P", "3"),
            new Request("CONSUMER.MSG.NEXT.S.P", """
                    {"batch":3,"expires":1000000000,"max_bytes":1000,"no_wait":false,"idle_heartbeat":100000000}"""),
            new Request("CONSUMER.MSG.NEXT.S.G", """
                    {"batch":2,"expires":1000000000,"group":"g","id":"i","min_pending":1,"min_ack_pending":1,\
                    "priority":3}"""),
            new Request("DIRECT.GET.S", "{\"seq\":1}"),
            new Request("DIRECT.GET.S", """
                    {"seq":1,"next_by_subj":"s.>","batch":5,"max_bytes":1000,"start_time":"2020-01-01T00:00:00Z"}"""),
            new Request("DIRECT.GET.S", """
                    {"multi_last":["s.a","s.*"],"up_to_seq":9,"up_to_time":"2027-01-01T00:00:00Z","batch":3}"""),
            new Request("DIRECT.GET.S.s.a", ""));

    /// Headers of messages, as `Name: value`.
    static final List<String> HEADERS = List.of(
            "Nats-Msg-Id: a",
            "Nats-Expected-Stream: S",
            "Nats-Expected-Last-Sequence: 3",
            "Nats-Expected-Last-Msg-Id: a",
            "Nats-Expected-Last-Subject-Sequence: 2",
            "Nats-Expected-Last-Subject-Sequence-Subject: s.*",
            "Nats-Rollup: sub",
            "Nats-Rollup: all",
            "Nats-TTL: 5",
            "Nats-TTL: 1h30m",
            "Nats-TTL: never",
            "Nats-Incr: +5",
            "Nats-Counter-Sources: {\"S\":{\"c.a\":\"5\"}}",
            "Nats-Batch-Id: b",
            "Nats-Batch-Sequence: 1",
            "Nats-Batch-Sequence: 2",
            "Nats-Batch-Commit: 1",
            "Nats-Batch-Commit: eob",
            "Nats-Schedule: @every 1s",
            "Nats-Schedule: @at 2026-01-01T00:00:03Z",
            "Nats-Schedule: 0 0 * * * *",
            "Nats-Schedule: 0 0 0 29 2 *",
            "Nats-Schedule-Target: s.target",
            "Nats-Schedule-Source: s.a",
            "Nats-Schedule-TTL: 5s",
            "Nats-Schedule-Rollup: sub",
            "Nats-Schedule-Time-Zone: Europe/Berlin",
            "Nats-Scheduler: s.schedule",
            "Nats-Schedule-Next: 2026-01-01T00:00:05Z",
            "Nats-Stream-Source: S 1 > >",
            "Nats-Marker-Reason: MaxAge",
            "Nats-Required-Api-Level: 2",
            "Nats-Time-Stamp: 2026-01-01T00:00:05Z",
            "Status: 100",
            "Nats-Last-Consumer: 1");

    /// What is said to `$JS.ACK.…`.
    static final List<String> ANSWERS = List.of(
            "+ACK",
            "-NAK",
            "-NAK {\"delay\":1000000000}",
            "-NAK 1000000000",
            "+WPI",
            "+TERM",
            "+TERM why",
            "+NXT",
            "+NXT {\"batch\":2,\"no_wait\":true}",
            "");

    private Corpus() {}
}
