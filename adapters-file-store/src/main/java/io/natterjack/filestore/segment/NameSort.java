package io.natterjack.filestore.segment;

/// Sorts the subjects of a segment by name: a merge sort over numbers, without an object for each.
final class NameSort {
    private final GrowingContents grown;
    private final int[] scratch;

    private NameSort(GrowingContents grown) {
        this.grown = grown;
        this.scratch = new int[grown.subjects()];
    }

    static int[] order(GrowingContents grown) {
        int[] order = new int[grown.subjects()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        new NameSort(grown).sort(order, 0, order.length);
        return order;
    }

    private void sort(int[] order, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, from, middle);
        sort(order, middle, to);
        if (inOrder(order[middle - 1], order[middle])) {
            return;
        }
        System.arraycopy(order, from, scratch, from, middle - from);
        int left = from;
        int right = middle;
        for (int at = from; left < middle; at++) {
            if (right == to || inOrder(scratch[left], order[right])) {
                order[at] = scratch[left++];
            } else {
                order[at] = order[right++];
            }
        }
    }

    private boolean inOrder(int left, int right) {
        return grown.names().compare(grown.nameOf(left), grown.nameOf(right)) <= 0;
    }
}
