package io.natterjack.domain.memory.subject;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A place in the [TokenTree]: the token that leads there, the subject that ends there, and the tokens that lead on.
final class TokenNode extends ByteKey {
    private final @Nullable TokenNode parent;
    private @Nullable Subject subject;
    private @Nullable ByteTable<TokenNode> children;

    TokenNode(@Nullable TokenNode parent, byte[] bytes, int from, int to, int hash) {
        super(bytes, from, to, hash);
        this.parent = parent;
    }

    @Nullable
    TokenNode parent() {
        return parent;
    }

    @Nullable
    Subject subject() {
        return subject;
    }

    void subject(@Nullable Subject ending) {
        subject = ending;
    }

    /// Whether nothing ends here or further on.
    boolean isEmpty() {
        return subject == null && children == null;
    }

    @Nullable
    TokenNode child(int hash, byte[] bytes, int from, int to) {
        return children == null ? null : children.get(hash, bytes, from, to);
    }

    /// The child a token leads to, made if there is none.
    TokenNode childFor(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        TokenNode child = child(hash, bytes, from, to);
        if (child == null) {
            child = new TokenNode(this, bytes, from, to, hash);
            if (children == null) {
                children = new ByteTable<>();
            }
            children.add(child);
        }
        return child;
    }

    void remove(TokenNode child) {
        if (children != null) {
            children.remove(child);
            children = children.size() == 0 ? null : children;
        }
    }

    /// @return false if somebody had seen enough
    boolean allChildren(Predicate<TokenNode> visitor) {
        return children == null || children.all(visitor);
    }
}
