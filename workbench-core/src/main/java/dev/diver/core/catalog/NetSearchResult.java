package dev.diver.core.catalog;

import java.util.List;
import java.util.Map;

/**
 * @param entries best first
 * @param total how many match, whatever the limit
 * @param counts how many matching nets have each value of a facet, as of {@link SearchResult}
 */
public record NetSearchResult(List<NetEntry> entries, int total, Map<Facet, Map<String, Integer>> counts) {
    public static final NetSearchResult NOTHING = new NetSearchResult(List.of(), 0, Map.of());

    public NetSearchResult {
        entries = List.copyOf(entries);
        counts = Map.copyOf(counts);
    }
}
