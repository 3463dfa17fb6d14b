package io.natterjack.benchmarks.streams;

import java.io.IOException;

/// The few requests that workloads begin with.
final class Api {
    private Api() {}

    static void createStream(StreamClient client, String name, String subject, String more) throws IOException {
        require(client.request(
                "$JS.API.STREAM.CREATE." + name,
                "{\"name\":\"" + name + "\",\"subjects\":[\"" + subject
                        + "\"],\"retention\":\"limits\",\"num_replicas\":1" + more + "}"));
    }

    static void deleteStream(StreamClient client, String name) throws IOException {
        require(client.request("$JS.API.STREAM.DELETE." + name, ""));
    }

    static void createConsumer(StreamClient client, String stream, String name, String config) throws IOException {
        require(client.request(
                "$JS.API.CONSUMER.CREATE." + stream + "." + name,
                "{\"stream_name\":\"" + stream + "\",\"config\":{\"name\":\"" + name + "\"," + config + "}}"));
    }

    private static void require(String answer) throws IOException {
        if (answer.contains("\"error\"")) {
            throw new IOException("refused: " + answer);
        }
    }
}
