package dev.diver.core.catalog;

import dev.diver.core.kernel.Mode;
import java.util.List;
import java.util.Optional;

/**
 * @param words free text, may be the beginning of a word or have a typing error; empty lists all
 * @param tags all of them must be there
 * @param families any of them; empty for all
 * @param licences any of them, as the packages write them; empty for all
 * @param limit most entries to return, at least 1
 */
public record CatalogQuery(
        String words,
        List<String> tags,
        List<String> families,
        List<String> licences,
        Optional<Mode> mode,
        boolean pulledOnly,
        int limit) {
    public CatalogQuery {
        tags = List.copyOf(tags);
        families = List.copyOf(families);
        licences = List.copyOf(licences);
    }

    /** Whatever the licence. */
    public CatalogQuery(
            String words,
            List<String> tags,
            List<String> families,
            Optional<Mode> mode,
            boolean pulledOnly,
            int limit) {
        this(words, tags, families, List.of(), mode, pulledOnly, limit);
    }

    public static CatalogQuery of(String words) {
        return new CatalogQuery(words, List.of(), List.of(), Optional.empty(), false, 100);
    }
}
