package dev.diver.app.screen.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FuzzyTest {

    @Test
    void lettersMustComeInOrder() {
        assertTrue(Fuzzy.score("bld", "Net Build") >= 0);
        assertEquals(-1, Fuzzy.score("dlb", "Build"));
    }

    @Test
    void nothingTypedFitsAll() {
        assertTrue(Fuzzy.score("", "anything") >= 0);
    }

    @Test
    void beginningsOfWordsAreBetter() {
        assertTrue(Fuzzy.score("bo", "Build output") > Fuzzy.score("bo", "Lobotomy x".replace("Lobo", "Labxo")));
        assertTrue(Fuzzy.score("dive", "Net Dive") > Fuzzy.score("dive", "Net Do I have"));
    }
}
