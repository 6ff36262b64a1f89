package dev.diver.core.catalog.search;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.HostAbility;
import dev.diver.core.kernel.Mode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** What narrows a search beside its words. */
final class QueryMaker {
    private QueryMaker() {}

    /** What a kernel must have beside the words; empty where nothing. */
    static Optional<Query> narrowing(CatalogQuery query, Set<String> pulled, Set<String> ranHere) {
        var all = narrowingBoth(query);
        if (!query.licences().isEmpty()) {
            all.add(oneOf(Facet.LICENCE, query.licences()), Occur.FILTER);
        }
        if (query.pulledOnly()) {
            all.add(oneOf(Fields.REF, pulled), Occur.FILTER);
        }
        if (query.ranHere()) {
            all.add(oneOf(Fields.REF, ranHere), Occur.FILTER);
        }
        return made(all);
    }

    /** What a net must have beside the words; empty where nothing. */
    static Optional<Query> narrowingNets(CatalogQuery query) {
        return made(narrowingBoth(query));
    }

    private static Optional<Query> made(BooleanQuery.Builder all) {
        var made = all.build();
        return made.clauses().isEmpty() ? Optional.empty() : Optional.of(made);
    }

    private static BooleanQuery.Builder narrowingBoth(CatalogQuery query) {
        var all = new BooleanQuery.Builder();
        query.tags().forEach(tag -> all.add(exact(Fields.TAG, tag.toLowerCase(Locale.ROOT)), Occur.FILTER));
        query.mode().ifPresent(mode -> all.add(oneOf(Facet.MODE, List.of(mode.word())), Occur.FILTER));
        if (!query.families().isEmpty()) {
            all.add(oneOf(Facet.FAMILY, query.families()), Occur.FILTER);
        }
        query.others()
                .forEach((facet, values) ->
                        all.add(values.equals(CatalogQuery.ANY) ? any(facet) : oneOf(facet, values), Occur.FILTER));
        query.worksOn().ifPresent(host -> all.add(worksOn(host), Occur.FILTER));
        return all;
    }

    /** What does not say its architecture or how it boots is taken to fit. */
    private static Query worksOn(HostAbility host) {
        return new BooleanQuery.Builder()
                .add(oneOf(Facet.MODE, host.modes().stream().map(Mode::word).toList()), Occur.FILTER)
                .add(oneOf(Facet.ARCHITECTURE, orNone(host.architectures())), Occur.FILTER)
                .add(oneOf(Facet.BOOT, orNone(host.protocols())), Occur.FILTER)
                .build();
    }

    private static Set<String> orNone(Set<String> values) {
        var more = new HashSet<>(values);
        more.add("");
        return more;
    }

    private static Query any(Facet facet) {
        return new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(exact(Fields.of(facet), ""), Occur.MUST_NOT)
                .build();
    }

    private static Query oneOf(Facet facet, Collection<String> values) {
        return oneOf(Fields.of(facet), values);
    }

    private static Query exact(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static Query oneOf(String field, Collection<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }
}
