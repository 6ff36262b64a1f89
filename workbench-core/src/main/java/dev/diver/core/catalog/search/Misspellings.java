package dev.diver.core.catalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/**
 * Finds the words of the index that begin with something like what was typed. The first letter holds, as in most typing
 * errors: it keeps the walk to a part of the dictionary.
 */
final class Misspellings {
    private static final int TWO_ERRORS_FROM = 8;
    private static final int MOST = 256;

    private final IndexReader reader;

    Misspellings(IndexReader reader) {
        this.reader = reader;
    }

    List<BytesRef> of(String word) throws IOException {
        var found = new ArrayList<BytesRef>();
        var terms = MultiTerms.getTerms(reader, Fields.WORDS);
        if (terms == null) {
            return found;
        }
        var first = word.substring(0, word.offsetByCodePoints(0, 1));
        var errors = word.length() >= TWO_ERRORS_FROM ? 2 : 1;
        var automaton = new CharacterRunAutomaton(
                new LevenshteinAutomata(word.substring(first.length()), true).toAutomaton(errors, first));
        var walk = terms.iterator();
        var begin = new BytesRef(first);
        var term = walk.seekCeil(begin) == TermsEnum.SeekStatus.END ? null : walk.term();
        for (; term != null && StringHelper.startsWith(term, begin) && found.size() < MOST; term = walk.next()) {
            if (begins(automaton, term.utf8ToString())) {
                found.add(BytesRef.deepCopyOf(term));
            }
        }
        return found;
    }

    /** Whether a beginning of the text is accepted; an automaton that says so of whole texts takes milliseconds to make. */
    private static boolean begins(CharacterRunAutomaton automaton, String text) {
        var state = 0;
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            state = automaton.step(state, text.codePointAt(at));
            if (state < 0) {
                return false;
            }
            if (automaton.isAccept(state)) {
                return true;
            }
        }
        return false;
    }
}
