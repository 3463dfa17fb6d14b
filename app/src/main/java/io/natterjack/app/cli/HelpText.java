package io.natterjack.app.cli;

import io.natterjack.app.config.tls.TlsNames;

/// What `--help` and `--help_tls` print.
public final class HelpText {
    /// The flags and what they do.
    public static final String USAGE = """

            Usage: nats-server [options]
                   nats-server migrate <old.conf>[#storage] <new.conf>[#storage] [stream ...]

            Server Options:
                -a, --addr, --net <host>         Address to accept clients on (default: 0.0.0.0)
                -p, --port <port>                Port for clients, -1 for any free one (default: 4222)
                -n, --name
                    --server_name <server_name>  Name of this server (default: its id)
                -P, --pid <file>                 Write the process id to this file
                -m, --http_port <port>           Port for monitoring over HTTP
                -ms,--https_port <port>          Port for monitoring over HTTPS
                -c, --config <file>              Read this configuration file
                -t                               Only check the configuration file
                -sl,--signal <signal>[=<pid>]    Signal a running server: ldm, stop, quit, term, reopen or reload
                                                 <pid> is a process id, or a file that holds one
                    --client_advertise <string>  host:port that clients are told to connect to
                    --ports_file_dir <dir>       Write the ports to <executable_name>_<pid>.ports in this folder

            Logging Options:
                -l, --log <file>                 Log to this file
                -T, --logtime                    Begin lines with the time (default: true)
                    --logtime_utc                Times in UTC rather than local time (default: false)
                -s, --syslog                     Log to the system's log
                -r, --remote_syslog <addr>       Log to another machine (udp://localhost:514)
                -D, --debug                      Log for debugging
                -V, --trace                      Log what clients send and receive
                -VV                              The same, with the system account
                -DV                              Debug and trace
                -DVV                             Debug and trace, with the system account
                    --log_size_limit <limit>     Put the log file aside when it grows beyond so many bytes
                    --max_traced_msg_len <len>   Show so many bytes of a traced message (default: all)

            JetStream Options:
                -js, --jetstream                 Serve streams
                -sd, --store_dir <dir>           Keep streams in this folder

            Authorization Options:
                    --user <user>                Clients must give this user name
                    --pass <password>            and this password
                    --auth <token>               Clients must give this token

            TLS Options:
                    --tls                        Use TLS, clients need no certificate (default: false)
                    --tlscert <file>             Certificate of the server
                    --tlskey <file>              Private key of the server
                    --tlsverify                  Use TLS, clients need a certificate
                    --tlscacert <file>           Who may sign certificates of clients

            Cluster Options:
                    --routes <rurl-1, rurl-2>    Servers to connect to
                    --cluster <cluster-url>      Where to accept other servers of the cluster
                    --cluster_name <string>      Name of the cluster (default: made up)
                    --no_advertise <bool>        Do not tell clients about the cluster's addresses
                    --cluster_advertise <string> host:port that other servers are told to connect to
                    --connect_retries <number>   How often to try servers that were learnt of
                    --cluster_listen <url>       The same as --cluster

            Profiling Options:
                    --profile <port>             Port for profiling over HTTP

            Common Options:
                -h, --help                       Show this message
                -v, --version                    Show the version
                    --help_tls                   Show help on TLS
            """;

    private static final String TLS = """
            TLS is configured in the block `tls` of a configuration file:

                tls {
                    cert_file:      "./certs/server-cert.pem"
                    key_file:       "./certs/server-key.pem"
                    ca_file:        "./certs/ca.pem"
                    verify:         true
                    verify_and_map: true

                    cipher_suites: [
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
                    ]
                    curve_preferences: [
                        "CurveP256",
                        "CurveP384",
                        "CurveP521"
                    ]
                }

            Available cipher suites include:
            """;

    private HelpText() {}

    /// How TLS is configured, and which names there are.
    public static String tls() {
        StringBuilder text = new StringBuilder(TLS);
        TlsNames.cipherSuites().forEach(name -> text.append("    ").append(name).append('\n'));
        text.append("\nAvailable curve preferences include:\n");
        TlsNames.groups().forEach(name -> text.append("    ").append(name).append('\n'));
        return text.toString();
    }
}
