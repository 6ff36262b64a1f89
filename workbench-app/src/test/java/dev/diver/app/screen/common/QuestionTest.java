package dev.diver.app.screen.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final List<Cancellation> begun = new ArrayList<>();
    private final Question question = new Question(new Tasks(background::add, Runnable::run));

    private void ask(String answer) {
        question.ask(
                "Asking",
                (progress, cancellation) -> {
                    begun.add(cancellation);
                    if (answer.isEmpty()) {
                        throw new IllegalStateException("nobody knows");
                    }
                    return answer;
                },
                told::add,
                failure -> told.add("failed"));
    }

    private void work() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    @Test
    void onlyTheLastOneIsAnswered() {
        ask("first");
        ask("");
        ask("last");
        work();
        assertEquals(List.of("last"), told);
        assertTrue(begun.get(0).isCancelled());
        assertFalse(begun.get(2).isCancelled());
    }

    @Test
    void whatIsForgottenIsNotTold() {
        ask("first");
        question.forget();
        work();
        assertEquals(List.of(), told);
        assertTrue(begun.getFirst().isCancelled());
    }

    @Test
    void whatFailsIsTold() {
        ask("");
        work();
        ask("again");
        work();
        assertEquals(List.of("failed", "again"), told);
    }
}
