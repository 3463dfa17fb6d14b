package io.natterjack.app.schema;

/// Requests to the API: the end of the subject, and the body.
final class CourseRequests {
    /// Streams with every setting somewhere among them.
    static final String STREAMS = """
            STREAM.CREATE.S {"name":"S","description":"orders","subjects":["s.>"],"retention":"limits",\
            "max_consumers":20,"max_msgs":1000,"max_bytes":1000000,"max_age":3600000000000,"max_msg_size":10000,\
            "max_msgs_per_subject":100,"discard":"old","duplicate_window":60000000000,"num_replicas":1,\
            "allow_direct":true,"allow_rollup_hdrs":true,"allow_msg_ttl":true,"subject_delete_marker_ttl":2000000000,\
            "allow_atomic":true,"allow_batched":true,"allow_msg_schedules":true,"compression":"s2","first_seq":1,\
            "consumer_limits":{"inactive_threshold":3600000000000,"max_ack_pending":1000},"metadata":{"a":"b"}}
            STREAM.UPDATE.S {"name":"S","description":"changed","subjects":["s.>"],"max_consumers":20,\
            "max_msgs":2000,"max_bytes":1000000,"max_age":3600000000000,"max_msgs_per_subject":100,\
            "duplicate_window":60000000000,"allow_direct":true,"allow_rollup_hdrs":true,"allow_msg_ttl":true,\
            "subject_delete_marker_ttl":2000000000,"allow_atomic":true,"allow_batched":true,\
            "allow_msg_schedules":true,"compression":"s2","first_seq":1,\
            "consumer_limits":{"inactive_threshold":3600000000000,"max_ack_pending":1000},"metadata":{"a":"b"}}
            STREAM.CREATE.C {"name":"C","subjects":["c.>"],"allow_msg_counter":true}
            STREAM.CREATE.L {"name":"L","subjects":["l.>"],"max_msgs":1,"discard":"new","retention":"workqueue"}
            STREAM.CREATE.I {"name":"I","subjects":["i.>"],"retention":"interest","deny_delete":true,"deny_purge":true}
            STREAM.CREATE.M {"name":"M","mirror":{"name":"S","filter_subject":"s.a"},"mirror_direct":true}
            STREAM.CREATE.A {"name":"A","sources":[{"name":"S","opt_start_seq":1,\
            "subject_transforms":[{"src":"s.>","dest":"a.>"}]},{"name":"NOT_THERE"}]}
            STREAM.CREATE.T {"name":"T","subjects":["t.>"],"subject_transform":{"src":"t.>","dest":"u.>"},\
            "republish":{"src":"u.>","dest":"r.>","headers_only":true}}
            STREAM.CREATE.N {"name":"N","subjects":["n.>"],"no_ack":true,"persist_mode":"async"}""";

    static final String CONSUMERS = """
            CONSUMER.DURABLE.CREATE.S.C {"stream_name":"S","config":{"durable_name":"C","description":"worker",\
            "ack_policy":"explicit","ack_wait":30000000000,"max_deliver":5,"sample_freq":"100%","max_waiting":100,\
            "max_ack_pending":100,"filter_subjects":["s.a","s.b"],"max_batch":100,"max_expires":60000000000,\
            "max_bytes":100000,"backoff":[1000000000,2000000000],"metadata":{"a":"b"}}}
            CONSUMER.CREATE.S.D.s.> {"stream_name":"S","config":{"name":"D","durable_name":"D",\
            "ack_policy":"explicit","ack_wait":50000000,"max_deliver":1,"filter_subject":"s.>",\
            "inactive_threshold":3600000000000,"mem_storage":true,"headers_only":true}}
            CONSUMER.CREATE.S.P {"stream_name":"S","config":{"name":"P","durable_name":"P","ack_policy":"explicit",\
            "deliver_policy":"last_per_subject","filter_subject":"s.>",\
            "priority_policy":"pinned_client","priority_groups":["g"],"priority_timeout":60000000000}}
            CONSUMER.CREATE.S.O {"stream_name":"S","config":{"name":"O","ack_policy":"all",\
            "deliver_policy":"by_start_sequence","opt_start_seq":2,"priority_policy":"overflow",\
            "priority_groups":["g"]}}
            CONSUMER.CREATE.S.U {"stream_name":"S","config":{"name":"U","deliver_subject":"pushed",\
            "deliver_group":"q","ack_policy":"none","deliver_policy":"by_start_time",\
            "opt_start_time":"2024-01-01T00:00:00Z","replay_policy":"instant","rate_limit_bps":100000000,\
            "idle_heartbeat":1000000000}}
            CONSUMER.CREATE.S.F {"stream_name":"S","config":{"name":"F","deliver_subject":"pushed.too",\
            "ack_policy":"none","deliver_policy":"new","flow_control":true,"idle_heartbeat":1000000000}}
            CONSUMER.PAUSE.S.C {"pause_until":"2099-01-01T00:00:00Z"}
            CONSUMER.INFO.S.C
            CONSUMER.PAUSE.S.C""";

    static final String QUESTIONS = """
            INFO
            STREAM.MSG.DELETE.S {"seq":3}
            STREAM.INFO.S {"deleted_details":true,"subjects_filter":">"}
            STREAM.INFO.A
            STREAM.INFO.M
            STREAM.NAMES
            STREAM.NAMES {"subject":"s.a","offset":0}
            STREAM.LIST
            STREAM.MSG.GET.S {"seq":1}
            STREAM.MSG.GET.S {"last_by_subj":"s.b"}
            STREAM.MSG.GET.S {"seq":1,"next_by_subj":"s.*"}
            CONSUMER.INFO.S.C
            CONSUMER.INFO.S.D
            CONSUMER.INFO.S.P
            CONSUMER.INFO.S.U
            CONSUMER.NAMES.S
            CONSUMER.LIST.S
            CONSUMER.UNPIN.S.P {"group":"g"}
            CONSUMER.RESET.S.C {"seq":1}
            CONSUMER.RESET.S.D""";

    /// What cannot be done, or not so.
    static final String REFUSED = """
            STREAM.CREATE.S {"name":5}
            STREAM.CREATE.S {"name":"S","subjects":["other"]}
            STREAM.CREATE.R {"name":"R","subjects":["r"],"num_replicas":3}
            STREAM.UPDATE.S {"name":"S","subjects":["s.>"],"retention":"workqueue"}
            STREAM.UPDATE.NONE {"name":"NONE"}
            STREAM.INFO.NONE
            STREAM.NAMES {"offset":"x"}
            STREAM.LIST {"offset":"x"}
            STREAM.DELETE.NONE
            STREAM.PURGE.NONE
            STREAM.PURGE.I
            STREAM.MSG.GET.S {"seq":9999}
            STREAM.MSG.GET.S {}
            STREAM.MSG.DELETE.S {"seq":9999}
            STREAM.MSG.DELETE.I {"seq":1}
            STREAM.SNAPSHOT.S {}
            STREAM.SNAPSHOT.NONE {"deliver_subject":"x"}
            STREAM.RESTORE.S {"config":{"name":"S"},"state":{}}
            STREAM.LEADER.STEPDOWN.S
            STREAM.PEER.REMOVE.S {"peer":"p"}
            STREAM.PEER.EVACUATE.S {"peer":"p"}
            STREAM.CANCEL_MOVE.S
            CONSUMER.CREATE.NONE.X {"stream_name":"NONE","config":{"name":"X"}}
            CONSUMER.CREATE.S.X {"stream_name":"S","config":{"name":"X","ack_policy":"?"}}
            CONSUMER.CREATE.S.X {"stream_name":"S","config":{"name":"X","filter_subject":"s.a",\
            "filter_subjects":["s.b"]}}
            CONSUMER.INFO.S.NONE
            CONSUMER.NAMES.NONE
            CONSUMER.LIST.NONE
            CONSUMER.DELETE.S.NONE
            CONSUMER.PAUSE.S.NONE {"pause_until":"2099-01-01T00:00:00Z"}
            CONSUMER.PAUSE.S.C {"pause_until":5}
            CONSUMER.UNPIN.S.P {"group":"none"}
            CONSUMER.UNPIN.S.C {"group":"g"}
            CONSUMER.LEADER.STEPDOWN.S.C
            CONSUMER.PEER.REMOVE.S.C
            CONSUMER.PEER.EVACUATE.S.C""";

    static final String DELETIONS = """
            CONSUMER.DELETE.S.C
            STREAM.PURGE.S {"filter":"s.a","keep":1}
            STREAM.PURGE.S
            STREAM.DELETE.M
            STREAM.DELETE.S
            INFO""";

    private CourseRequests() {}
}
