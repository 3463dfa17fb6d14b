package io.natterjack.domain.memory.subject;

import java.util.function.Predicate;

/// Subjects by their tokens, so that a pattern visits those that match and not much else.
///
/// The tree has a limited depth, because who names subjects decides how many tokens they have: the last level has
/// everything that is left of a subject as one token.
final class TokenTree {
    private static final int LEVELS = 16;

    private final TokenNode root = new TokenNode(null, new byte[0], 0, 0, 0);

    void add(Subject subject) {
        byte[] bytes = subject.bytes();
        TokenNode node = root;
        int from = 0;
        for (int level = 1; from <= bytes.length; level++) {
            int to = level == LEVELS ? bytes.length : tokenEnd(bytes, from);
            node = node.childFor(bytes, from, to);
            from = to + 1;
        }
        node.subject(subject);
    }

    void remove(Subject subject) {
        byte[] bytes = subject.bytes();
        TokenNode node = root;
        int from = 0;
        for (int level = 1; node != null && from <= bytes.length; level++) {
            int to = level == LEVELS ? bytes.length : tokenEnd(bytes, from);
            node = node.child(ByteKey.hash(bytes, from, to), bytes, from, to);
            from = to + 1;
        }
        if (node != null) {
            node.subject(null);
            prune(node);
        }
    }

    private static void prune(TokenNode leaf) {
        TokenNode node = leaf;
        for (TokenNode parent = node.parent(); parent != null && node.isEmpty(); parent = node.parent()) {
            parent.remove(node);
            node = parent;
        }
    }

    private static int tokenEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '.') {
            at++;
        }
        return at;
    }

    /// Shows every subject that matches until somebody has seen enough.
    ///
    /// @return false if somebody had
    boolean visit(Pattern pattern, Predicate<Subject> visitor) {
        return walk(root, pattern, 0, visitor);
    }

    private static boolean walk(TokenNode node, Pattern pattern, int level, Predicate<Subject> visitor) {
        if (level == pattern.length()) {
            return ending(node, visitor);
        }
        if (level == LEVELS - 1) {
            return node.allChildren(
                    child -> everything(child, subject -> !pattern.matches(subject) || visitor.test(subject)));
        }
        Token token = pattern.token(level);
        return switch (token.kind()) {
            case LITERAL -> {
                TokenNode child = node.child(token.hash(), token.bytes(), 0, token.bytes().length);
                yield child == null || walk(child, pattern, level + 1, visitor);
            }
            case ANY -> node.allChildren(child -> walk(child, pattern, level + 1, visitor));
            case REST -> node.allChildren(child -> everything(child, visitor));
        };
    }

    private static boolean everything(TokenNode node, Predicate<Subject> visitor) {
        return ending(node, visitor) && node.allChildren(child -> everything(child, visitor));
    }

    private static boolean ending(TokenNode node, Predicate<Subject> visitor) {
        Subject subject = node.subject();
        return subject == null || visitor.test(subject);
    }
}
