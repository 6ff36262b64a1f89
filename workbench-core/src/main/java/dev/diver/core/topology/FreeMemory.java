package dev.diver.core.topology;

import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RAM that nobody holds, by node, as ranges are taken out of it, each from the end of a piece. */
final class FreeMemory {
    /** Further ranges that are smaller are not worth one of Linux's four. */
    static final long LEAST_FURTHER = 32L << 20;

    private static final long UNIT = PartitionChecker.REGION_ALIGNMENT;
    private static final long GIBIBYTE = 1L << 30;

    /** Where no node with the part's processors has memory below 4 GiB: enough for a kernel and its window. */
    private static final long STRANGE_REGION = 64L << 20;

    private final List<Piece> pieces;

    private record Piece(int node, long start, long end) {
        long size() {
            return end - start;
        }

        boolean isLow() {
            return start < PartitionChecker.REGION_LIMIT;
        }
    }

    private FreeMemory(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Above where Linux may lie, below the firmware's tables, in whole units of 2 MiB. */
    static FreeMemory of(Topology topology) {
        var pieces = new ArrayList<Piece>();
        var tables = topology.machine().firmwareTables();
        for (var i = 0; i < topology.nodes().size(); i++) {
            var node = i;
            var own = MemoryRange.union(topology.memory().stream()
                    .filter(segment -> segment.node() == node && segment.use() == Topology.Use.RAM)
                    .map(Topology.MemorySegment::range)
                    .toList());
            for (var range : own) {
                var start = Math.ceilDiv(Math.max(range.start(), PartitionChecker.LINUX_START), UNIT) * UNIT;
                var end = range.end();
                if (tables.isPresent() && range.overlaps(tables.get())) {
                    end = tables.get().start();
                }
                end = end / UNIT * UNIT;
                if (start < end) {
                    pieces.add(new Piece(node, start, end));
                }
            }
        }
        return new FreeMemory(pieces);
    }

    /** Of a node. */
    long bytes(int node) {
        return pieces.stream()
                .filter(piece -> piece.node() == node)
                .mapToLong(Piece::size)
                .sum();
    }

    /**
     * The largest region below 4 GiB on a node where it is wanted, or a small one elsewhere; Linux keeps its least amount
     * below 4 GiB.
     *
     * @param wanted bytes by node; what is taken is taken off
     */
    Optional<MemoryRange> takeRegion(Map<Integer, Long> wanted) {
        var low = pieces.stream().filter(Piece::isLow).mapToLong(Piece::size).sum();
        var most = low - PartitionChecker.LEAST_LINUX.bytes();
        var own = pieces.stream()
                .filter(Piece::isLow)
                .filter(piece -> wanted.containsKey(piece.node()))
                .max(Comparator.comparingLong(piece -> Math.min(piece.size(), wanted.get(piece.node()))));
        var piece = own.or(() -> pieces.stream().filter(Piece::isLow).max(Comparator.comparingLong(Piece::size)));
        if (piece.isEmpty()) {
            return Optional.empty();
        }
        var least = PartitionChecker.LEAST_REGION.bytes();
        var aim = own.isPresent() ? Math.max(wanted.get(piece.get().node()), least) : STRANGE_REGION;
        var size = Math.min(Math.min(aim, most), piece.get().size()) / UNIT * UNIT;
        if (size < least) {
            return Optional.empty();
        }
        return Optional.of(take(piece.get(), piece.get().end() - size, wanted));
    }

    /** A further range on the node that lacks most; from 1 GiB on where large pages begin. */
    Optional<MemoryRange> takeMore(Map<Integer, Long> wanted) {
        var all = pieces.stream().mapToLong(Piece::size).sum();
        var most = all - PartitionChecker.LEAST_LINUX.bytes();
        return pieces.stream()
                .filter(piece -> possible(piece, wanted, most) >= LEAST_FURTHER)
                .max(Comparator.comparingLong(piece -> possible(piece, wanted, most)))
                .map(piece -> {
                    var start = piece.end() - possible(piece, wanted, most);
                    var aligned = Math.ceilDiv(start, GIBIBYTE) * GIBIBYTE;
                    if (piece.end() - aligned < GIBIBYTE) {
                        return take(piece, start, wanted);
                    }
                    // What lies between is worth less than a range of its own.
                    wanted.computeIfPresent(piece.node(), (_, bytes) -> bytes - (aligned - start));
                    return take(piece, aligned, wanted);
                });
    }

    private static long possible(Piece piece, Map<Integer, Long> wanted, long most) {
        return Math.min(Math.min(wanted.getOrDefault(piece.node(), 0L), most), piece.size()) / UNIT * UNIT;
    }

    private MemoryRange take(Piece piece, long start, Map<Integer, Long> wanted) {
        pieces.remove(piece);
        if (piece.start() < start) {
            pieces.add(new Piece(piece.node(), piece.start(), start));
        }
        wanted.computeIfPresent(piece.node(), (_, bytes) -> Math.max(bytes - (piece.end() - start), 0));
        return MemoryRange.between(start, piece.end());
    }
}
