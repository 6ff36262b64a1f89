package dev.diver.core.catalog;

import java.util.List;
import java.util.Map;

/**
 * @param entries best first
 * @param total how many match, whatever the limit
 * @param tagCounts how many matching entries have each tag, for narrowing
 * @param familyCounts how many matching entries each family has
 */
public record SearchResult(
        List<CatalogEntry> entries, int total, Map<String, Integer> tagCounts, Map<String, Integer> familyCounts) {}
