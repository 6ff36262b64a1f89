package dev.diver.app.screen.catalog;

import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.NetSearchResult;
import dev.diver.core.catalog.SearchResult;
import java.util.Map;

/** What a search found: of the kind that was asked for. */
sealed interface Found {
    int total();

    Map<String, Integer> counts(Facet facet);

    /** What a catalog has. */
    enum Kind {
        KERNELS,
        NETS
    }

    /** Nothing yet: the other kind is asked for. */
    record Asking() implements Found {
        @Override
        public int total() {
            return 0;
        }

        @Override
        public Map<String, Integer> counts(Facet facet) {
            return Map.of();
        }
    }

    record Kernels(SearchResult result) implements Found {
        @Override
        public int total() {
            return result.total();
        }

        @Override
        public Map<String, Integer> counts(Facet facet) {
            return result.counts(facet);
        }
    }

    record Nets(NetSearchResult result) implements Found {
        @Override
        public int total() {
            return result.total();
        }

        @Override
        public Map<String, Integer> counts(Facet facet) {
            return result.counts().getOrDefault(facet, Map.of());
        }
    }
}
