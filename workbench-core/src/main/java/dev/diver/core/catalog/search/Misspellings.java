package dev.diver.core.catalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/**
 * Finds the words of a dictionary that begin with something like what was typed. The first letter holds, as in most typing
 * errors: it keeps the walk to a part of the dictionary.
 */
final class Misspellings {
    private static final int TWO_ERRORS_FROM = 8;
    private static final int MOST = 256;

    private final BytesRef first;
    private final CharacterRunAutomaton automaton;

    Misspellings(String word) {
        var letter = word.substring(0, word.offsetByCodePoints(0, 1));
        var errors = word.length() >= TWO_ERRORS_FROM ? 2 : 1;
        first = new BytesRef(letter);
        automaton = new CharacterRunAutomaton(
                new LevenshteinAutomata(word.substring(letter.length()), true).toAutomaton(errors, letter));
    }

    List<BytesRef> in(Terms terms) throws IOException {
        var found = new ArrayList<BytesRef>();
        // Versions are most of a large catalog's words, and one that is not there means none of its neighbours.
        if (first.bytes[first.offset] >= '0' && first.bytes[first.offset] <= '9') {
            return found;
        }
        var walk = terms.iterator();
        var term = walk.seekCeil(first) == TermsEnum.SeekStatus.END ? null : walk.term();
        for (; term != null && StringHelper.startsWith(term, first) && found.size() < MOST; term = walk.next()) {
            if (begins(term.utf8ToString())) {
                found.add(BytesRef.deepCopyOf(term));
            }
        }
        return found;
    }

    /** Whether a beginning of the text is accepted; an automaton that says so of whole texts takes milliseconds to make. */
    private boolean begins(String text) {
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
