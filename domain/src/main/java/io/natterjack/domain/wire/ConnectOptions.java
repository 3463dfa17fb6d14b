package io.natterjack.domain.wire;

import static java.util.Objects.requireNonNullElse;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import org.jspecify.annotations.Nullable;

/// What a client has asked for with CONNECT. Strings are empty where the client sent nothing.
///
/// @param verbose      · answer every verb with `+OK`
/// @param pedantic     · check the subjects of published messages
/// @param echo         · deliver the client's own messages to its own subscriptions
/// @param headers      · the client understands headers
/// @param noResponders · tell when a request reaches nobody
/// @param tlsRequired  · the client insists on TLS
/// @param protocol     · 1 if the client understands INFO at any time, else 0
/// @param name         · of the client
/// @param lang         · of the client library
/// @param version      · of the client library
/// @param user         · credentials
/// @param pass         · credentials
/// @param authToken    · credentials
/// @param nkey         · public user key
/// @param jwt          · user claims
/// @param sig          · signature of the nonce, base64
/// @param account      · historic; refused
/// @param newAccount   · historic; refused
/// @param proxySig     · signature of the nonce by a trusted proxy
public record ConnectOptions(
        boolean verbose,
        boolean pedantic,
        boolean echo,
        boolean headers,
        boolean noResponders,
        boolean tlsRequired,
        int protocol,
        String name,
        String lang,
        String version,
        String user,
        String pass,
        String authToken,
        String nkey,
        String jwt,
        String sig,
        String account,
        boolean newAccount,
        String proxySig) {
    /// What holds before the first CONNECT, and for every field that a CONNECT leaves out.
    public static final ConnectOptions INITIAL = new ConnectOptions(
            true, true, true, false, false, false, 0, "", "", "", "", "", "", "", "", "", "", false, "");

    private static final JsonType<ConnectMessage> JSON = Jsonb.instance().type(ConnectMessage.class);

    /// Who the client says it is, as everybody may read it: a token is not shown. Empty if it says nothing.
    public String claimedUser() {
        if (!nkey.isEmpty()) {
            return nkey;
        }
        if (!user.isEmpty()) {
            return user;
        }
        return authToken.isEmpty() ? "" : "[REDACTED]";
    }

    /// Reads a CONNECT message. Fields that it leaves out stay as they are here.
    ///
    /// @return null if it is not the JSON of a CONNECT message
    public @Nullable ConnectOptions with(byte[] bytes, int from, int to) {
        byte[] text = ConnectText.normalized(bytes, from, to);
        if (text == null) {
            return null;
        }
        try {
            ConnectMessage message = JSON.fromJson(text);
            return message == null ? null : with(message);
        } catch (JsonException | IndexOutOfBoundsException e) { // the reader runs over the end of some broken texts
            return null;
        }
    }

    private ConnectOptions with(ConnectMessage m) {
        return new ConnectOptions(
                requireNonNullElse(m.verbose(), verbose),
                requireNonNullElse(m.pedantic(), pedantic),
                requireNonNullElse(m.echo(), echo),
                requireNonNullElse(m.headers(), headers),
                requireNonNullElse(m.noResponders(), noResponders),
                requireNonNullElse(m.tlsRequired(), tlsRequired),
                requireNonNullElse(m.protocol(), protocol),
                requireNonNullElse(m.name(), name),
                requireNonNullElse(m.lang(), lang),
                requireNonNullElse(m.version(), version),
                requireNonNullElse(m.user(), user),
                requireNonNullElse(m.pass(), pass),
                requireNonNullElse(m.authToken(), authToken),
                requireNonNullElse(m.nkey(), nkey),
                requireNonNullElse(m.jwt(), jwt),
                requireNonNullElse(m.sig(), sig),
                requireNonNullElse(m.account(), account),
                requireNonNullElse(m.newAccount(), newAccount),
                requireNonNullElse(m.proxySig(), proxySig));
    }
}
