package io.natterjack.domain.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The INFO message: what a client is told about the server. Fields that are null are left out; the order is the
/// reference's (protocol facts: INFO fields).
///
/// @param serverId      · public server nkey
/// @param serverName    · as configured, else the id
/// @param version       · clients gate features on it
/// @param proto         · 1
/// @param gitCommit     · null if unknown
/// @param go            · what runs the server
/// @param host          · as bound or advertised
/// @param port          · as bound or advertised
/// @param headers       · clients may use headers
/// @param authRequired  · null for false
/// @param tlsRequired   · null for false
/// @param tlsVerify     · null for false
/// @param tlsAvailable  · null for false
/// @param maxPayload    · bytes
/// @param jetstream     · null for false
/// @param clientId      · of this connection
/// @param clientIp      · null until a PROXY preamble has told it
/// @param nonce         · to be signed by clients with a key; null where none is needed
/// @param cluster       · name; null outside a cluster
/// @param domain        · of JetStream; null for none
/// @param connectUrls   · of all servers, this one first; null when not advertised
/// @param wsConnectUrls · likewise for WebSocket
/// @param ldm           · lame duck: the server is going away; null for false
/// @param connectInfo   · the second INFO of a connection, which tells its account; null for false
/// @param remoteAccount · name of the account; only with connectInfo
/// @param accIsSys      · the account is the system account; null for false
/// @param apiLvl        · what JetStream's API can do; told also by a server without it
/// @param xkey          · public curve key
@Json(naming = Json.Naming.LowerUnderscore)
public record ServerInfo(
        String serverId,
        String serverName,
        String version,
        int proto,
        @Nullable String gitCommit,
        String go,
        String host,
        int port,
        boolean headers,
        @Nullable Boolean authRequired,
        @Nullable Boolean tlsRequired,
        @Nullable Boolean tlsVerify,
        @Nullable Boolean tlsAvailable,
        int maxPayload,
        @Nullable Boolean jetstream,
        @Nullable Long clientId,
        @Nullable String clientIp,
        @Nullable String nonce,
        @Nullable String cluster,
        @Nullable String domain,
        @Nullable List<String> connectUrls,
        @Nullable List<String> wsConnectUrls,
        @Nullable Boolean ldm,
        @Nullable Boolean connectInfo,
        @Nullable String remoteAccount,
        @Nullable Boolean accIsSys,
        int apiLvl,
        @Nullable String xkey) {
    private static final JsonType<ServerInfo> JSON = Jsonb.instance().type(ServerInfo.class);
    private static final byte[] VERB = "INFO ".getBytes(ISO_8859_1);
    private static final byte[] END = " \r\n".getBytes(ISO_8859_1);

    /// The same for a client that has been let in: what only such a one is told, and nothing to sign any more.
    ///
    /// @param payloadBytesMax · of the account, if that is less than the server's
    public ServerInfo withAccount(String account, boolean systemAccount, int payloadBytesMax) {
        return new ServerInfo(
                serverId,
                serverName,
                version,
                proto,
                gitCommit,
                go,
                host,
                port,
                headers,
                authRequired,
                tlsRequired,
                tlsVerify,
                tlsAvailable,
                Math.min(maxPayload, payloadBytesMax),
                jetstream,
                clientId,
                clientIp,
                null,
                cluster,
                domain,
                connectUrls,
                wsConnectUrls,
                ldm,
                true,
                account,
                systemAccount ? true : null,
                apiLvl,
                xkey);
    }

    /// The message as it is sent: `INFO {json} ` and CRLF.
    public byte[] line() {
        byte[] json = JSON.toJson(this).getBytes(UTF_8);
        byte[] line = new byte[VERB.length + json.length + END.length];
        System.arraycopy(VERB, 0, line, 0, VERB.length);
        System.arraycopy(json, 0, line, VERB.length, json.length);
        System.arraycopy(END, 0, line, VERB.length + json.length, END.length);
        return line;
    }
}
