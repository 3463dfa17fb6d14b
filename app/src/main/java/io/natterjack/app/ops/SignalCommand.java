package io.natterjack.app.ops;

import io.natterjack.domain.text.GoQuoted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `--signal`: sends a signal to running servers, which are found by process id, by a file that holds one, or by name.
public final class SignalCommand {
    private static final String PROCESS_NAME = "nats-server";

    private final ProcessTable processes;

    /// The processes of this machine.
    public SignalCommand() {
        this(new ProcessTable.OfThisMachine());
    }

    SignalCommand(ProcessTable processes) {
        this.processes = processes;
    }

    /// @param command · `verb`, `verb=pid`, `verb=file`, or `verb=12*` for every server whose pid begins with 12
    /// @throws IllegalArgumentException with the reference's words
    public void send(String command) {
        String[] parts = command.split("=", -1);
        if (parts.length > 2) {
            throw new IllegalArgumentException("invalid signal parameters: ["
                    + String.join(" ", List.of(parts).subList(2, parts.length)) + "]");
        }
        String target = parts.length == 2 ? contentOrItself(parts[1]) : "";
        boolean pattern = target.endsWith("*");
        String pid = pattern ? target.substring(0, target.length() - 1) : target;
        List<Long> pids = pids(pid, pattern);
        if (pids.size() > 1 && !pattern) {
            StringBuilder all = new StringBuilder("multiple " + PROCESS_NAME + " processes running:");
            pids.forEach(one -> all.append('\n').append(one));
            throw new IllegalArgumentException(all.toString());
        }
        if (pids.isEmpty()) {
            throw new IllegalArgumentException("no " + PROCESS_NAME + " processes running");
        }
        signal(
                parts[0],
                pids.stream().filter(one -> Long.toString(one).startsWith(pid)).toList());
    }

    private List<Long> pids(String pid, boolean pattern) {
        long one = 0;
        if (!pid.isEmpty()) {
            try {
                one = Long.parseLong(pid);
            } catch (NumberFormatException _) {
                throw new IllegalArgumentException("invalid pid: " + pid);
            }
        }
        if (!pid.isEmpty() && !pattern) {
            return List.of(one);
        }
        try {
            return processes.named(PROCESS_NAME);
        } catch (IOException _) {
            throw new IllegalArgumentException("unable to resolve pid, try providing one");
        }
    }

    private void signal(String verb, List<Long> pids) {
        String name = signalName(verb);
        List<String> failures = new ArrayList<>();
        for (long pid : pids) {
            try {
                processes.signal(pid, name);
            } catch (IOException e) {
                failures.add("\nsignal " + GoQuoted.text(verb) + " " + pid + ": " + e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalArgumentException(String.join("", failures));
        }
    }

    private static String signalName(String verb) {
        return switch (verb) {
            case "stop" -> "KILL";
            case "quit" -> "INT";
            case "term" -> "TERM";
            case "reopen" -> "USR1";
            case "reload" -> "HUP";
            case "ldm" -> "USR2";
            default -> throw new IllegalArgumentException("unknown signal " + GoQuoted.text(verb));
        };
    }

    private static String contentOrItself(String target) {
        try {
            Path file = Path.of(target);
            return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : target;
        } catch (IOException | IllegalArgumentException _) {
            return target;
        }
    }
}
