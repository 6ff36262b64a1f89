package dev.diver.core.catalog;

import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * @param entries best first
 * @param total how many match, whatever the limit
 * @param counts how many matching entries have each value of a facet, for narrowing; of many values the most frequent
 * @param storeProblem why it is not known what was pulled: the catalog answers without the store
 */
public record SearchResult(
        List<CatalogEntry> entries,
        int total,
        Map<Facet, Map<String, Integer>> counts,
        Optional<Problem> storeProblem) {
    public SearchResult(
            List<CatalogEntry> entries,
            int total,
            Map<String, Integer> tagCounts,
            Map<String, Integer> familyCounts,
            Map<String, Integer> licenceCounts,
            Optional<Problem> storeProblem) {
        this(
                entries,
                total,
                Map.of(Facet.TAG, tagCounts, Facet.FAMILY, familyCounts, Facet.LICENCE, licenceCounts),
                storeProblem);
    }

    public SearchResult(
            List<CatalogEntry> entries, int total, Map<String, Integer> tagCounts, Map<String, Integer> familyCounts) {
        this(entries, total, tagCounts, familyCounts, Map.of(), Optional.empty());
    }

    public SearchResult withStoreProblem(Problem problem) {
        return new SearchResult(entries, total, counts, Optional.of(problem));
    }

    public Map<String, Integer> counts(Facet facet) {
        return counts.getOrDefault(facet, Map.of());
    }

    public Map<String, Integer> tagCounts() {
        return counts(Facet.TAG);
    }

    public Map<String, Integer> familyCounts() {
        return counts(Facet.FAMILY);
    }

    public Map<String, Integer> licenceCounts() {
        return counts(Facet.LICENCE);
    }
}
