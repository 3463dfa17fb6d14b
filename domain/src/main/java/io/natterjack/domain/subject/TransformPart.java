package io.natterjack.domain.subject;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// What one token of a destination contributes. Tokens of the source are counted from 0.
sealed interface TransformPart {
    void write(TokenizedSubject source, RandomGenerator random, MappedSubject out);

    /// The token as it is written.
    final class Text implements TransformPart {
        private final byte[] text;

        Text(String text) {
            this.text = Subjects.bytes(text);
        }

        @Override
        public void write(TokenizedSubject source, RandomGenerator random, MappedSubject out) {
            out.append(text, 0, text.length);
        }
    }

    /// `{{wildcard(i)}}` or `$i`: a token of the source.
    record Wildcard(int token) implements TransformPart {
        @Override
        public void write(TokenizedSubject source, RandomGenerator random, MappedSubject out) {
            out.append(source.bytes(), source.start(token), source.end(token));
        }
    }

    /// `{{partition(n, i, …)}}`: FNV-1a of some tokens without their dots, or of the whole subject, modulo n.
    final class Partition implements TransformPart {
        private static final int FNV_OFFSET = 0x811c9dc5;
        private static final int FNV_PRIME = 0x01000193;

        private final int buckets;
        private final int[] tokens;

        /// @param buckets · taken as unsigned; 0 puts everything into bucket 0
        /// @param tokens  · none for the whole subject
        Partition(int buckets, int[] tokens) {
            this.buckets = buckets;
            this.tokens = tokens.clone();
        }

        @Override
        public void write(TokenizedSubject source, RandomGenerator random, MappedSubject out) {
            int hash = FNV_OFFSET;
            if (tokens.length == 0) {
                hash = hash(hash, source.bytes(), source.start(0), source.end(source.count() - 1));
            }
            for (int token : tokens) {
                hash = hash(hash, source.bytes(), source.start(token), source.end(token));
            }
            out.append(buckets == 0 ? 0 : Integer.toUnsignedLong(Integer.remainderUnsigned(hash, buckets)));
        }

        private static int hash(int seed, byte[] bytes, int from, int to) {
            int hash = seed;
            for (int at = from; at < to; at++) {
                hash = (hash ^ (bytes[at] & 0xff)) * FNV_PRIME;
            }
            return hash;
        }
    }

    /// `{{random(n)}}`: a number below n.
    record Random(int ceiling) implements TransformPart {
        @Override
        public void write(TokenizedSubject source, RandomGenerator random, MappedSubject out) {
            out.append(ceiling == 0 ? 0 : (random.nextInt() >>> 1) % ceiling);
        }
    }

    /// `{{splitFromLeft(i, at)}}` and `{{splitFromRight(i, at)}}`: a dot inside a token, if it is long enough.
    record SplitAt(int token, int position, boolean fromRight) implements TransformPart {
        @Override
        public void write(TokenizedSubject source, RandomGenerator random, MappedSubject out) {
            int start = source.start(token);
            int end = source.end(token);
            if (position <= 0 || position >= end - start) {
                out.append(source.bytes(), start, end);
                return;
            }
            int cut = fromRight ? end - position : start + position;
            out.append(source.bytes(), start, cut);
            out.append((byte) '.');
            out.append(source.bytes(), cut, end);
        }
    }

    /// `{{sliceFromLeft(i, size)}}` and `{{sliceFromRight(i, size)}}`: a dot after every so many bytes. What is left
    /// over is at the other end.
    record Slice(int token, int size, boolean fromRight) implements TransformPart {
        @Override
        public void write(TokenizedSubject source, RandomGenerator random, MappedSubject out) {
            int start = source.start(token);
            int end = source.end(token);
            if (size <= 0 || size >= end - start) {
                out.append(source.bytes(), start, end);
                return;
            }
            int rest = (end - start) % size;
            int at = start;
            int next = fromRight && rest > 0 ? start + rest : start + size;
            while (at < end) {
                if (at > start) {
                    out.append((byte) '.');
                }
                out.append(source.bytes(), at, next);
                at = next;
                next = Math.min(at + size, end);
            }
        }
    }

    /// `{{left(i, length)}}` and `{{right(i, length)}}`: an end of a token.
    record Ending(int token, int length, boolean right) implements TransformPart {
        @Override
        public void write(TokenizedSubject source, RandomGenerator random, MappedSubject out) {
            int start = source.start(token);
            int end = source.end(token);
            boolean whole = length <= 0 || length >= end - start;
            out.append(source.bytes(), !whole && right ? end - length : start, !whole && !right ? start + length : end);
        }
    }

    /// `{{split(i, delimiter)}}`: dots instead of delimiters. Delimiters at the ends and beside each other make no
    /// empty tokens, but for one case that is the reference's too: several of them at the start leave one dot.
    final class Split implements TransformPart {
        private final int token;
        private final byte[] delimiter;

        /// @param delimiter · empty to split between characters
        Split(int token, String delimiter) {
            this.token = token;
            this.delimiter = Subjects.bytes(delimiter);
        }

        @Override
        public void write(TokenizedSubject source, RandomGenerator random, MappedSubject out) {
            byte[] bytes = source.bytes();
            int end = source.end(token);
            int at = source.start(token);
            boolean first = true;
            while (true) {
                int cut = nextCut(bytes, at, end);
                out.append(bytes, at, cut);
                int next = cut + delimiter.length;
                if (cut == end) {
                    return;
                }
                boolean nextIsEmpty = next == end || nextCut(bytes, next, end) == next;
                if (!nextIsEmpty && !(first && cut == at)) {
                    out.append((byte) '.');
                }
                first = false;
                at = next;
            }
        }

        /// The end of the piece that starts here.
        private int nextCut(byte[] bytes, int from, int end) {
            if (delimiter.length == 0) {
                int at = Math.min(from + 1, end);
                while (at < end && (bytes[at] & 0xc0) == 0x80) {
                    at++;
                }
                return at;
            }
            for (int at = from; at + delimiter.length <= end; at++) {
                if (Arrays.equals(bytes, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
                    return at;
                }
            }
            return end;
        }
    }
}
