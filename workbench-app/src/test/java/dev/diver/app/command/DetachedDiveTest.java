package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.diver.core.problem.DiverException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetachedDiveTest {
    @Test
    void theGuestsOwnArgumentsStayAsTheyAre() {
        assertEquals(
                List.of("java", "dive", "--supervise", "hello", "--", "--detach"),
                DetachedDive.supervising(List.of("java", "dive", "--detach", "hello", "--", "--detach")));
    }

    @Test
    void aSupervisorNeverDetachesAgain() {
        assertEquals(List.of("dive", "--supervise"), DetachedDive.supervising(List.of("dive", "--detach=true")));
        assertThrows(DiverException.class, () -> DetachedDive.supervising(List.of("dive", "hello")));
    }
}
