package dev.diver.core.catalog.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Takes texts apart into words, and for fields of beginnings into the first letters of each. */
final class Words extends Analyzer {
    /**
     * So many first letters are indexed for themselves: after one letter most packages match by thousands of words, and
     * joining their lists would be most of a keystroke.
     */
    static final int BEGINNING = 3;

    private static final int MOST_WORDS = 16;
    private static final int LONGEST_WORD = 40;

    Words() {
        // Fields differ in what is made of them.
        super(PER_FIELD_REUSE_STRATEGY);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var letters = new StandardTokenizer();
        var words = new LowerCaseFilter(letters);
        return new TokenStreamComponents(letters, field.endsWith(Fields.BEGINNINGS) ? new Beginnings(words) : words);
    }

    /** What a person typed; of very much, the beginning. */
    List<String> of(String text) {
        var words = new ArrayList<String>();
        try (var tokens = tokenStream(Fields.TITLE, text)) {
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

    /** Whether the word is short enough to be looked up among the beginnings. */
    static boolean isBeginning(String word) {
        return word.codePointCount(0, word.length()) <= BEGINNING;
    }

    /** Of each word the first letter, the first two, and so on. */
    private static final class Beginnings extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private String word = "";
        private int letters;

        Beginnings(TokenStream words) {
            super(words);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (letters >= Math.min(BEGINNING, word.codePointCount(0, word.length()))) {
                if (!input.incrementToken()) {
                    return false;
                }
                word = term.toString();
                letters = 0;
            }
            letters++;
            term.setEmpty().append(word, 0, word.offsetByCodePoints(0, letters));
            return true;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            word = "";
            letters = 0;
        }
    }
}
