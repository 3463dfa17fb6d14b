package io.natterjack.domain.jetstream.advisory;

import io.natterjack.domain.jetstream.json.JsonOut;

/// Something that concerns the server, or the use of its API.
public sealed interface ServerAdvisory extends Advisory {
    /// A request was answered.
    ///
    /// @param server         · its name
    /// @param requestSubject · that the request was sent to
    /// @param request        · its body
    /// @param response       · the body of the answer
    record Audited(String server, Requester client, String requestSubject, String request, String response)
            implements ServerAdvisory {
        /// Where all of them are published to.
        public static final String SUBJECT = "$JS.EVENT.ADVISORY.API";

        @Override
        public String subject() {
            return SUBJECT;
        }

        @Override
        public String kind() {
            return "api_audit";
        }

        @Override
        public void write(JsonOut out, String domain) {
            out.field("server", server)
                    .field("client", client, Requester::write)
                    .field("subject", requestSubject)
                    .optional("request", request)
                    .field("response", response)
                    .optional("domain", domain);
        }
    }

    /// There were more requests than can wait.
    ///
    /// @param server  · its name
    /// @param dropped · requests that nobody will answer
    record LimitReached(String server, long dropped) implements ServerAdvisory {
        @Override
        public String subject() {
            return "$JS.EVENT.ADVISORY.API.LIMIT_REACHED";
        }

        @Override
        public String kind() {
            return "api_limit_reached";
        }

        @Override
        public void write(JsonOut out, String domain) {
            out.field("server", server).optional("domain", domain).field("dropped", dropped);
        }
    }

    /// There is no more space to store anything.
    ///
    /// @param server   · its name
    /// @param serverId · its id
    /// @param stream   · that wanted to store something; empty if it was none
    /// @param cluster  · empty outside of one
    record OutOfStorage(String server, String serverId, String stream, String cluster) implements ServerAdvisory {
        @Override
        public String subject() {
            return "$JS.EVENT.ADVISORY.SERVER.OUT_OF_STORAGE";
        }

        @Override
        public String kind() {
            return "server_out_of_space";
        }

        @Override
        public void write(JsonOut out, String domain) {
            out.field("server", server)
                    .field("server_id", serverId)
                    .optional("stream", stream)
                    .field("cluster", cluster)
                    .optional("domain", domain);
        }
    }
}
