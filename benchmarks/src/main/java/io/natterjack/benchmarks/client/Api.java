package io.natterjack.benchmarks.client;

import java.io.IOException;

/// The few requests that workloads begin with.
public final class Api {
    private Api() {}

    public static void createStream(StreamClient client, String name, String subject, String more) throws IOException {
        require(client.request(
                "$JS.API.STREAM.CREATE." + name,
                "{\"name\":\"" + name + "\",\"subjects\":[\"" + subject
                        + "\"],\"retention\":\"limits\",\"num_replicas\":1" + more + "}"));
    }

    public static void deleteStream(StreamClient client, String name) throws IOException {
        require(client.request("$JS.API.STREAM.DELETE." + name, ""));
    }

    public static void createConsumer(StreamClient client, String stream, String name, String config)
            throws IOException {
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
