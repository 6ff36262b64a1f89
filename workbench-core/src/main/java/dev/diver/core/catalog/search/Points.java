package dev.diver.core.catalog.search;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * How many points each document of a segment has, as binary numbers that stand upright: plane p has bit p of each
 * document's sum. Adding and choosing then take 64 documents at a time, which is what makes a letter that matches a million
 * documents quick. For one thread.
 */
final class Points {
    private final FixedBitSet[] planes;
    /** Documents that fitted each word so far. */
    private final FixedBitSet all;

    /** @param words at most so many are added, of less than 2^levels points each */
    Points(FixedBitSet documents, int words, int levels) {
        all = documents.clone();
        planes = new FixedBitSet[levels + 32 - Integer.numberOfLeadingZeros(words)];
        for (var plane = 0; plane < planes.length; plane++) {
            planes[plane] = new FixedBitSet(documents.length());
        }
    }

    /** Adds a word's points: 2^k for documents of levels[k], whatever lower levels they are in too; null is none. */
    void add(FixedBitSet[] levels) {
        var fit = all.getBits();
        for (var at = 0; at < fit.length; at++) {
            var seen = 0L;
            for (var level = levels.length - 1; level >= 0; level--) {
                if (levels[level] != null) {
                    var bits = levels[level].getBits()[at] & ~seen;
                    seen |= bits;
                    carry(at, level, bits);
                }
            }
            fit[at] &= seen;
        }
    }

    private void carry(int at, int from, long bits) {
        var carry = bits;
        for (var plane = from; carry != 0; plane++) {
            var words = planes[plane].getBits();
            var before = words[at];
            words[at] = before ^ carry;
            carry &= before;
        }
    }

    /** Those that fit every word. */
    FixedBitSet all() {
        return all;
    }

    /** Those that fit at least one. */
    FixedBitSet any(FixedBitSet documents) {
        var any = new FixedBitSet(documents.length());
        for (var plane : planes) {
            any.or(plane);
        }
        any.and(documents);
        return any;
    }

    /** The best of the documents in the order of their numbers: all with more points than the last one, and the first with as many. */
    int[] best(FixedBitSet documents, int limit) {
        var candidates = documents.clone();
        var sure = new FixedBitSet(documents.length());
        var left = limit;
        for (var plane = planes.length - 1; plane >= 0 && left > 0; plane--) {
            var having = FixedBitSet.intersectionCount(candidates, planes[plane]);
            if (having >= left) {
                candidates.and(planes[plane]);
            } else {
                var taken = candidates.clone();
                taken.and(planes[plane]);
                sure.or(taken);
                left -= Math.toIntExact(having);
                candidates.andNot(planes[plane]);
            }
        }
        take(candidates, left, sure);
        return numbers(sure);
    }

    private static void take(FixedBitSet from, int count, FixedBitSet into) {
        var at = -1;
        for (var left = count; left > 0 && at + 1 < from.length(); left--) {
            at = from.nextSetBit(at + 1);
            if (at == DocIdSetIterator.NO_MORE_DOCS) {
                return;
            }
            into.set(at);
        }
    }

    private static int[] numbers(FixedBitSet documents) {
        var numbers = new int[documents.cardinality()];
        var at = -1;
        for (var i = 0; i < numbers.length; i++) {
            at = documents.nextSetBit(at + 1);
            numbers[i] = at;
        }
        return numbers;
    }

    int of(int document) {
        var sum = 0;
        for (var plane = 0; plane < planes.length; plane++) {
            if (planes[plane].get(document)) {
                sum |= 1 << plane;
            }
        }
        return sum;
    }
}
