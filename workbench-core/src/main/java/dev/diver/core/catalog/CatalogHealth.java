package dev.diver.core.catalog;

import java.util.List;

/**
 * @param ok whether nothing is wrong (any more)
 * @param entries how many kernels the catalog has
 * @param pulled how many are in the store
 * @param damage what was found, one sentence each
 * @param repaired what was done about it
 */
public record CatalogHealth(boolean ok, int entries, int pulled, List<String> damage, List<String> repaired) {}
