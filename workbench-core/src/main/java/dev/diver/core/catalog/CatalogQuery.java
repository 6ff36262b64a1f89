package dev.diver.core.catalog;

import dev.diver.core.kernel.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * @param words free text, may be the beginning of a word or have a typing error; empty lists all
 * @param tags all of them must be there
 * @param families any of them; empty for all
 * @param licences any of them, as the packages write them; empty for all
 * @param others of each facet any of these
 * @param worksOn the machine that it must work on
 * @param pulledOnly only what is in the store
 * @param ranHere only what of that ran well on this machine
 * @param limit most entries to return, at least 1
 */
public record CatalogQuery(
        String words,
        List<String> tags,
        List<String> families,
        List<String> licences,
        Optional<Mode> mode,
        Map<Facet, List<String>> others,
        Optional<HostAbility> worksOn,
        boolean pulledOnly,
        boolean ranHere,
        int limit) {
    /** Of a facet, whatever value: only not none. */
    public static final List<String> ANY = List.of("*");

    public CatalogQuery {
        tags = List.copyOf(tags);
        families = List.copyOf(families);
        licences = List.copyOf(licences);
        others = Map.copyOf(others);
    }

    /** Whatever ran here. */
    public CatalogQuery(
            String words,
            List<String> tags,
            List<String> families,
            List<String> licences,
            Optional<Mode> mode,
            Map<Facet, List<String>> others,
            Optional<HostAbility> worksOn,
            boolean pulledOnly,
            int limit) {
        this(words, tags, families, licences, mode, others, worksOn, pulledOnly, false, limit);
    }

    /** Whatever the other facets and the machine. */
    public CatalogQuery(
            String words,
            List<String> tags,
            List<String> families,
            List<String> licences,
            Optional<Mode> mode,
            boolean pulledOnly,
            int limit) {
        this(words, tags, families, licences, mode, Map.of(), Optional.empty(), pulledOnly, false, limit);
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

    public CatalogQuery narrowed(Facet facet, List<String> values) {
        var more = new java.util.EnumMap<Facet, List<String>>(Facet.class);
        more.putAll(others);
        more.put(facet, List.copyOf(values));
        return new CatalogQuery(words, tags, families, licences, mode, more, worksOn, pulledOnly, ranHere, limit);
    }

    public CatalogQuery workingOn(HostAbility host) {
        return new CatalogQuery(
                words, tags, families, licences, mode, others, Optional.of(host), pulledOnly, ranHere, limit);
    }

    public CatalogQuery thatRanHere() {
        return new CatalogQuery(words, tags, families, licences, mode, others, worksOn, pulledOnly, true, limit);
    }
}
