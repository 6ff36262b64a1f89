package dev.diver.app.screen.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.download.Download.State;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.catalog.Catalog;
import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsModelTest {
    private static final KernelReference SNORKEL = KernelReference.parse("snorkel:0.1.0-linked");
    private static final KernelReference LOADER = KernelReference.parse("snorkel:0.1.0-loader");
    private static final KernelReference MACH = KernelReference.parse("gnumach:1.8");
    private static final KernelReference NONE = KernelReference.parse("lab/none:1.0");

    @TempDir
    Path folder;

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Told told = new Told();
    private Catalog catalog;
    private DownloadsModel model;

    @BeforeEach
    void make() {
        catalog = FakeEngine.in(folder, 0).catalog();
        model = new DownloadsModel(catalog, new Tasks(background::add, Runnable::run), told, () -> 0);
    }

    private List<State> states() {
        return model.all().stream().map(download -> download.state().get()).toList();
    }

    @Test
    void twoAtOnceAndTheThirdWhenOneIsDone() {
        List.of(SNORKEL, LOADER, MACH).forEach(model::add);
        model.add(SNORKEL);
        assertEquals(List.of(State.RUNNING, State.RUNNING, State.WAITING), states());
        background.remove().run();
        assertEquals(List.of(State.DONE, State.RUNNING, State.RUNNING), states());
        assertTrue(catalog.entry(SNORKEL).pulled());
        assertEquals(List.of(LOADER.toString(), MACH.toString()), model.unfinished());
        model.forgetDone();
        assertEquals(List.of(State.RUNNING, State.RUNNING), states());
    }

    @Test
    void onePausedMakesPlaceAndGoesOnWhenItIsAskedFor() {
        List.of(SNORKEL, LOADER, MACH).forEach(model::add);
        model.pause(model.all().getFirst());
        assertEquals(
                List.of(State.PAUSED, State.RUNNING, State.WAITING),
                states(),
                "its work has not ended yet, its place is taken");
        background.remove().run();
        assertEquals(List.of(State.PAUSED, State.RUNNING, State.RUNNING), states());
        assertFalse(catalog.entry(SNORKEL).pulled());
        assertTrue(told.problems.isEmpty(), "a person's pause is no problem");
        background.remove().run();
        model.resume(model.all().getFirst());
        assertEquals(List.of(State.RUNNING, State.DONE, State.RUNNING), states());
        background.remove().run();
        background.remove().run();
        assertEquals(List.of(State.DONE, State.DONE, State.DONE), states());
    }

    @Test
    void resumedBeforeItsWorkHasEndedIsBegunOnceAfterIt() {
        model.add(SNORKEL);
        model.pause(model.all().getFirst());
        model.resume(model.all().getFirst());
        assertEquals(List.of(State.WAITING), states());
        assertEquals(1, background.size());
        background.remove().run();
        assertEquals(List.of(State.RUNNING), states());
        background.remove().run();
        assertEquals(List.of(State.DONE), states());
    }

    @Test
    void aFailureIsKeptWithItsWordsUntilItIsTriedAgain() {
        model.add(NONE);
        background.remove().run();
        assertEquals(List.of(State.FAILED), states());
        assertEquals(
                "There is no kernel lab/none:1.0.",
                model.all().getFirst().failure().orElseThrow().problem().what());
        assertEquals(1, told.problems.size());
        assertEquals(List.of(NONE.toString()), model.unfinished());
        model.add(NONE);
        assertEquals(List.of(State.RUNNING), states());
        model.remove(model.all().getFirst());
        background.remove().run();
        assertEquals(1, told.problems.size(), "nobody wants it any more");
        assertTrue(model.all().isEmpty());
    }

    @Test
    void whatAnEarlierWindowLeftIsPausedAndNonsenseIsLeftOut() {
        model.restore(List.of("snorkel:0.1.0-linked", "../..", "", "snorkel:0.1.0-linked"));
        assertEquals(List.of(State.PAUSED), states());
        assertTrue(background.isEmpty(), "nothing is brought that nobody asks for");
        model.resumeAll();
        model.close();
        background.remove().run();
        assertEquals(List.of(SNORKEL.toString()), model.unfinished());
    }

    private static final class Told implements Notices {
        private final List<Failure> problems = new ArrayList<>();

        @Override
        public void tell(String message, Remedy... next) {}

        @Override
        public void warn(String text) {}

        @Override
        public void problem(Failure failure, List<Remedy> remedies) {
            problems.add(failure);
        }
    }
}
