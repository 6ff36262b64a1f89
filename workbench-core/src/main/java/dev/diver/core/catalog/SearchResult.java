package dev.diver.core.catalog;

import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * @param entries best first
 * @param total how many match, whatever the limit
 * @param tagCounts how many matching entries have each tag, for narrowing
 * @param familyCounts how many matching entries each family has
 * @param licenceCounts how many matching entries have each licence
 * @param storeProblem why it is not known what was pulled: the catalog answers without the store
 */
public record SearchResult(
        List<CatalogEntry> entries,
        int total,
        Map<String, Integer> tagCounts,
        Map<String, Integer> familyCounts,
        Map<String, Integer> licenceCounts,
        Optional<Problem> storeProblem) {
    public SearchResult(
            List<CatalogEntry> entries, int total, Map<String, Integer> tagCounts, Map<String, Integer> familyCounts) {
        this(entries, total, tagCounts, familyCounts, Map.of(), Optional.empty());
    }

    public SearchResult withStoreProblem(Problem problem) {
        return new SearchResult(entries, total, tagCounts, familyCounts, licenceCounts, Optional.of(problem));
    }
}
