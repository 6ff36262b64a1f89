package dev.diver.core.catalog.search;

import dev.diver.core.catalog.CatalogQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * From what a person typed to a Lucene query. Each word must fit somewhere: as a whole word best, as a word's beginning
 * next, and only where neither exists as a beginning with a typing error.
 */
final class QueryMaker {
    private static final int MOST_WORDS = 16;
    private static final int LONGEST_WORD = 40;
    private static final int SHORTEST_FUZZY = 3;
    private static final Map<String, Float> WEIGHTS = Map.of(Fields.TITLE, 8f, Fields.LABELS, 4f, Fields.SUMMARY, 2f);
    private static final float NO_TIE_BREAK = 0;

    private final IndexReader reader;
    private final Set<String> pulled;
    private final Map<String, List<BytesRef>> misspelt = new HashMap<>();

    QueryMaker(IndexReader reader, Set<String> pulled) {
        this.reader = reader;
        this.pulled = pulled;
    }

    /** What matches, and how good each match is. */
    Query ranked(CatalogQuery query) {
        var all = new BooleanQuery.Builder();
        words(query.words()).forEach(word -> all.add(word(word), Occur.MUST));
        return narrowed(query, all);
    }

    /** The same matches, without what they are worth. */
    Query matching(CatalogQuery query) {
        var all = new BooleanQuery.Builder();
        words(query.words()).forEach(word -> all.add(begun(Fields.WORDS, word), Occur.FILTER));
        return narrowed(query, all);
    }

    private Query narrowed(CatalogQuery query, BooleanQuery.Builder all) {
        query.tags().forEach(tag -> all.add(exact(Fields.TAG, tag.toLowerCase(Locale.ROOT)), Occur.FILTER));
        query.mode().ifPresent(mode -> all.add(exact(Fields.MODE, mode.word()), Occur.FILTER));
        if (!query.families().isEmpty()) {
            all.add(oneOf(Fields.FAMILY, query.families()), Occur.FILTER);
        }
        if (query.pulledOnly()) {
            all.add(oneOf(Fields.REF, pulled), Occur.FILTER);
        }
        var made = all.build();
        return made.clauses().isEmpty() ? MatchAllDocsQuery.INSTANCE : made;
    }

    /** Fits where any word does. */
    Query anyWord(String text) {
        var any = new BooleanQuery.Builder();
        words(text).forEach(word -> any.add(word(word), Occur.SHOULD));
        return any.build();
    }

    private static List<String> words(String text) {
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

    private Query word(String word) {
        var ways = new ArrayList<Query>();
        WEIGHTS.forEach((field, weight) -> {
            // Twice the weight: a whole word always beats a beginning in the same field.
            ways.add(new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(field, word))), 2 * weight));
            ways.add(new BoostQuery(new ConstantScoreQuery(begun(field, word)), weight));
        });
        return new DisjunctionMaxQuery(ways, NO_TIE_BREAK);
    }

    /** A beginning of a word of that field or, where no field has any, one with a typing error. */
    private Query begun(String field, String word) {
        return hasPrefix(word) || word.length() < SHORTEST_FUZZY
                ? new PrefixQuery(new Term(field, word))
                : new TermInSetQuery(field, misspelt.computeIfAbsent(word, this::misspelt));
    }

    private List<BytesRef> misspelt(String word) {
        try {
            return new Misspellings(reader).of(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasPrefix(String word) {
        try {
            var terms = MultiTerms.getTerms(reader, Fields.WORDS);
            if (terms == null) {
                return false;
            }
            var walk = terms.iterator();
            var status = walk.seekCeil(new BytesRef(word));
            return status != org.apache.lucene.index.TermsEnum.SeekStatus.END
                    && walk.term().utf8ToString().startsWith(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Query exact(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static Query oneOf(String field, Collection<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }
}
