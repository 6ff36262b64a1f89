package dev.diver.app.screen.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TasksTest {
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Queue<Runnable> screen = new ArrayDeque<>();
    private final Tasks tasks = new Tasks(background::add, screen::add);

    @Test
    void aJobIsListedUntilItsResultIsThere() {
        var results = new ArrayList<String>();
        tasks.start("pulling", (progress, cancellation) -> "done", results::add, failure -> {});
        assertEquals(1, tasks.jobs().size());
        background.remove().run();
        assertEquals(1, tasks.jobs().size(), "the result has not arrived yet");
        screen.remove().run();
        assertTrue(tasks.jobs().isEmpty());
        assertEquals("done", results.getFirst());
    }

    @Test
    void aFloodOfProgressArrivesOnce() {
        var job = tasks.start(
                "pulling",
                (progress, cancellation) -> {
                    for (var i = 1; i <= 1000; i++) {
                        progress.report("step " + i, i, 1000);
                    }
                    return true;
                },
                done -> {},
                failure -> {});
        background.remove().run();
        assertEquals(2, screen.size(), "one for the progress, one for the end");
        screen.remove().run();
        assertEquals("step 1000", job.message().get());
        assertEquals(1.0, job.fraction().get());
    }

    @Test
    void cancellingReachesTheWorkAndIsToldAsCancelled() {
        var failures = new ArrayList<Failure>();
        var job = tasks.start(
                "pulling",
                (progress, cancellation) -> {
                    cancellation.check();
                    return true;
                },
                done -> {},
                failures::add);
        job.cancellation().cancel();
        background.remove().run();
        screen.forEach(Runnable::run);
        assertTrue(failures.getFirst().isCancelled());
    }

    @Test
    void anErrorEndsItsJobToo() {
        var failures = new ArrayList<Failure>();
        tasks.start(
                "pulling",
                (progress, cancellation) -> {
                    throw new StackOverflowError();
                },
                done -> {},
                failures::add);
        background.remove().run();
        screen.remove().run();
        assertTrue(tasks.jobs().isEmpty());
        assertEquals(1, failures.size());
    }

    @Test
    void aMistakeInWhatFollowsIsNotTakenForAFailureOfTheWork() {
        var direct = new Tasks(Runnable::run, Runnable::run);
        var failures = new ArrayList<Failure>();
        assertThrows(
                IllegalStateException.class,
                () -> direct.quietly(
                        () -> "result",
                        done -> {
                            throw new IllegalStateException("oops");
                        },
                        failures::add));
        assertTrue(failures.isEmpty());
    }

    @Test
    void aProblemComesThroughAsItIsAndAMistakeWithItsTrace() {
        var failures = new ArrayList<Failure>();
        tasks.quietly(
                () -> {
                    throw new DiverException(Problem.Kind.NO_SPACE, "The disk is full.", "", "Make room.");
                },
                done -> {},
                failures::add);
        tasks.quietly(
                () -> {
                    throw new IllegalStateException("oops");
                },
                done -> {},
                failures::add);
        background.forEach(Runnable::run);
        screen.forEach(Runnable::run);
        assertEquals(Problem.Kind.NO_SPACE, failures.get(0).problem().kind());
        assertTrue(failures.get(0).details().isEmpty());
        assertEquals(Problem.Kind.FAILED, failures.get(1).problem().kind());
        assertTrue(failures.get(1).details().contains("TasksTest"));
        assertFalse(failures.get(1).problem().remedy().isEmpty());
    }
}
