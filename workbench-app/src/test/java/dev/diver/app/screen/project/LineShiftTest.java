package dev.diver.app.screen.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LineShiftTest {
    @Test
    void whatIsBelowANewLineMovesDown() {
        var shift = LineShift.of(5, false, "", "\n");
        assertEquals(4, shift.applyAsInt(4));
        assertEquals(5, shift.applyAsInt(5), "its beginning stays");
        assertEquals(7, shift.applyAsInt(6));
    }

    @Test
    void aLineThatIsPushedDownFromItsStartMovesItself() {
        var shift = LineShift.of(5, true, "", "int i;\n");
        assertEquals(4, shift.applyAsInt(4));
        assertEquals(6, shift.applyAsInt(5));
    }

    @Test
    void whatIsBelowARemovedLineMovesUpAndWhatWasInItStaysNear() {
        var shift = LineShift.of(3, true, "one\ntwo\n", "");
        assertEquals(2, shift.applyAsInt(2));
        assertEquals(3, shift.applyAsInt(3));
        assertEquals(3, shift.applyAsInt(4));
        assertEquals(4, shift.applyAsInt(6));
    }

    @Test
    void aTextThatIsReplacedAsAWholeMovesOnlyWhatIsBelowTheDifference() {
        var shift = LineShift.of(1, true, "a\nb\nc\nd\n", "a\nb\nnew\nc\nd\n");
        assertEquals(1, shift.applyAsInt(1));
        assertEquals(2, shift.applyAsInt(2));
        assertEquals(4, shift.applyAsInt(3));
        assertEquals(5, shift.applyAsInt(4));
    }
}
