package io.natterjack.app.config.section;

import io.natterjack.app.config.entry.Entry;
import io.natterjack.app.config.entry.ListenAddress;
import io.natterjack.app.config.entry.Section;
import io.natterjack.app.config.options.FileOptions;
import io.natterjack.app.config.options.FlagValues;
import io.natterjack.app.config.options.MonitorOptions;
import io.natterjack.domain.text.GoQuoted;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Reads what others can look at: monitoring over HTTP, the pid file and the ports file.
final class MonitorSection implements Section {
    private String host = "";
    private int httpPort;
    private int httpsPort;
    private String basePath = "/";
    private String pidFile = "";
    private String portsFileDir = "";

    @Override
    public boolean accept(Entry entry) {
        switch (entry.name()) {
            case "http" -> {
                ListenAddress address = ListenAddress.of(entry);
                host = address.host();
                httpPort = address.port();
            }
            case "https" -> {
                ListenAddress address = ListenAddress.of(entry);
                host = address.host();
                httpsPort = address.port();
            }
            case "http_port", "monitor_port" -> httpPort = entry.number();
            case "https_port" -> httpsPort = entry.number();
            case "http_base_path" -> basePath = normalized(entry);
            case "pidfile", "pid_file" -> pidFile = entry.text();
            case "ports_file_dir" -> portsFileDir = entry.text();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void override(FlagValues flags) {
        flags.ifNumber("http_port", value -> httpPort = value);
        flags.ifNumber("https_port", value -> httpsPort = value);
        flags.ifText("pid", value -> pidFile = value);
        flags.ifText("ports_file_dir", value -> portsFileDir = value);
    }

    /// @param clientHost · used unless another one is configured
    MonitorOptions options(String clientHost) {
        return new MonitorOptions(host.isEmpty() ? clientHost : host, httpPort, httpsPort, basePath);
    }

    FileOptions files() {
        return new FileOptions(pidFile.isEmpty() ? null : pidFile, portsFileDir.isEmpty() ? null : portsFileDir);
    }

    private static String normalized(Entry entry) {
        try {
            return Path.of("/" + entry.text()).normalize().toString();
        } catch (InvalidPathException _) {
            throw entry.bad("no path: " + GoQuoted.text(entry.text()));
        }
    }
}
