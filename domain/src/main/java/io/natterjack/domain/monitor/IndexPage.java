package io.natterjack.domain.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The page that leads to all others.
final class IndexPage {
    private static final SequencedMap<String, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("/varz", "General");
        PAGES.put("/jsz", "JetStream");
        PAGES.put("/connz", "Connections");
        PAGES.put("/accountz", "Accounts");
        PAGES.put("/accstatz", "Account Stats");
        PAGES.put("/subsz", "Subscriptions");
        PAGES.put("/routez", "Routes");
        PAGES.put("/leafz", "LeafNodes");
        PAGES.put("/gatewayz", "Gateways");
        PAGES.put("/healthz", "Health Probe");
        PAGES.put("/stacksz", "Threads");
        PAGES.put("/metrics", "Prometheus Metrics");
    }

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
              <head>
                <meta charset="utf-8">
                <title>Natterjack</title>
                <style>
                  body { font-family: system-ui, sans-serif; margin: 2rem; color: #333 }
                  a { display: block; padding: .2rem 0; color: #486; text-decoration: none }
                  a:hover { font-weight: 600 }
                  .endpoint { display: none; font: .8rem monospace; color: #999 }
                  a:hover .endpoint { display: inline }
                </style>
              </head>
              <body>
                <h1>Natterjack</h1>
            """;

    private IndexPage() {}

    /// @param basePath · in front of every page; empty for none
    static String html(String version, String basePath) {
        StringBuilder html =
                new StringBuilder(HEAD).append("    <p>v").append(version).append("</p>\n");
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            html.append("    <a href=\".")
                    .append(basePath)
                    .append(page.getKey())
                    .append("\">")
                    .append(page.getValue())
                    .append("<span class=\"endpoint\"> ")
                    .append(page.getKey())
                    .append("</span></a>\n");
        }
        return html.append("  </body>\n</html>\n").toString();
    }
}
