package dev.diver.core.catalog.search;

import dev.diver.core.catalog.CatalogQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Takes apart what a person asks for: the words, and what narrows them. */
final class QueryMaker {
    private static final int MOST_WORDS = 16;
    private static final int LONGEST_WORD = 40;

    private QueryMaker() {}

    /** What a document must have beside the words; empty where nothing. */
    static Optional<Query> narrowing(CatalogQuery query, Set<String> pulled) {
        var all = new BooleanQuery.Builder();
        query.tags().forEach(tag -> all.add(exact(Fields.TAG, tag.toLowerCase(Locale.ROOT)), Occur.FILTER));
        query.mode().ifPresent(mode -> all.add(exact(Fields.MODE, mode.word()), Occur.FILTER));
        if (!query.families().isEmpty()) {
            all.add(oneOf(Fields.FAMILY, query.families()), Occur.FILTER);
        }
        if (!query.licences().isEmpty()) {
            all.add(oneOf(Fields.LICENCE, query.licences()), Occur.FILTER);
        }
        if (query.pulledOnly()) {
            all.add(oneOf(Fields.REF, pulled), Occur.FILTER);
        }
        var made = all.build();
        return made.clauses().isEmpty() ? Optional.empty() : Optional.of(made);
    }

    static List<String> words(String text) {
        var words = new ArrayList<String>();
        try (var analyzer = new StandardAnalyzer();
                var tokens = analyzer.tokenStream(Fields.TITLE, text)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < MOST_WORDS && tokens.incrementToken()) {
                words.add(term.toString().substring(0, Math.min(term.length(), LONGEST_WORD)));
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static Query exact(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static Query oneOf(String field, Collection<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }
}
