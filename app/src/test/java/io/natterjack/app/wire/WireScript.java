package io.natterjack.app.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One `.wire` file: the configuration of a server and the dialogues that clients have with it.
///
/// ```
/// # What this file is about.
/// | max_payload: 64               <- a line of the server's configuration
///
/// == a publish reaches the subscriber
/// A> SUB foo 1                    <- client A sends a line, CR LF is added
/// A>> PUB foo 2\r\nhi\r\n         <- client A sends exactly these bytes
/// A< MSG foo 1 2                  <- client A receives this line and CR LF
/// A< hi
/// A! closed                       <- the server closed the connection of A
/// A. close                        <- client A closes
/// A~ 3000                         <- client A waits up to three seconds for its next bytes
/// A> CONNECT {"sig":"{sign SEED}"} <- the nonce of the last INFO, signed with the seed of an nkey
/// A INFO                          <- opens A and shows its greeting, which is otherwise read and dropped
/// ```
///
/// A client connects when it is first named. When a dialogue is over, nothing more may come for anybody.
record WireScript(String name, String config, List<String> preface, List<Dialogue> dialogues) {
    record Dialogue(String title, List<Step> steps) {
        @Override
        public String toString() {
            return title;
        }
    }

    /// What a client does, or what it sees; `client` is a capital letter.
    sealed interface Step {
        char client();

        /// Connects; with `greeting`, the INFO line becomes part of what the client sees.
        record Open(char client, boolean greeting) implements Step {}

        record Send(char client, String text, boolean line) implements Step {}

        record Receive(char client, String line) implements Step {}

        record Closed(char client) implements Step {}

        record Close(char client) implements Step {}

        record Await(char client, int millis) implements Step {}
    }

    static WireScript parse(String name, List<String> lines) {
        var config = new StringBuilder();
        var preface = new ArrayList<String>();
        var dialogues = new ArrayList<Dialogue>();
        @Nullable List<Step> steps = null;
        for (String line : lines) {
            if (line.startsWith("== ")) {
                steps = new ArrayList<>();
                dialogues.add(new Dialogue(line.substring(3), steps));
            } else if (steps == null) {
                preface.add(line);
                if (line.startsWith("| ")) {
                    config.append(line.substring(2)).append('\n');
                }
            } else if (!line.isBlank() && !line.startsWith("#")) {
                steps.add(step(name, line));
            }
        }
        return new WireScript(name, config.toString(), preface, dialogues);
    }

    /// The text of a step, such that parsing it gives the step again.
    static String written(Step step) {
        return switch (step) {
            case Step.Open(char client, boolean greeting) -> client + (greeting ? " INFO" : " connect");
            case Step.Send(char client, String text, boolean line) -> client + (line ? "> " : ">> ") + text;
            case Step.Receive(char client, String line) -> client + "< " + line;
            case Step.Closed(char client) -> client + "! closed";
            case Step.Close(char client) -> client + ". close";
            case Step.Await(char client, int millis) -> client + "~ " + millis;
        };
    }

    private static Step step(String file, String line) {
        char client = line.charAt(0);
        int blank = line.indexOf(' ');
        if (!Character.isUpperCase(client) || blank < 0) {
            throw new IllegalArgumentException(file + ": not a step: " + line);
        }
        String rest = line.substring(blank + 1);
        return switch (line.substring(1, blank)) {
            case ">" -> new Step.Send(client, rest, true);
            case ">>" -> new Step.Send(client, rest, false);
            case "<" -> new Step.Receive(client, rest);
            case "!" -> new Step.Closed(client);
            case "." -> new Step.Close(client);
            case "~" -> new Step.Await(client, Integer.parseInt(rest));
            case "" -> new Step.Open(client, Objects.equals(rest, "INFO"));
            default -> throw new IllegalArgumentException(file + ": not a step: " + line);
        };
    }
}
