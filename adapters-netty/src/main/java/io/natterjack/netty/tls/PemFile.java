package io.natterjack.netty.tls;

import io.natterjack.ports.transport.ListenException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The blocks of a PEM file. Text between the blocks is ignored, as are headers inside them.
record PemFile(Path path, List<Block> blocks) {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN ([A-Z0-9 ]+)-----\\s*((?:[A-Za-z0-9-]+:.*\\R)*)([A-Za-z0-9+/=\\s]+?)-----END \\1-----");

    /// @param label · such as `CERTIFICATE`
    /// @param der   · what the base64 text stands for
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Block(String label, byte[] der) {}

    PemFile {
        blocks = List.copyOf(blocks);
    }

    static PemFile read(Path path) {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new ListenException("open " + path + ": no such file, or it cannot be read", failed);
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), decode(path, matcher.group(3))));
        }
        return new PemFile(path, blocks);
    }

    private static byte[] decode(Path path, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException damaged) {
            throw new ListenException(path + " holds a PEM block that is not base64", damaged);
        }
    }
}
