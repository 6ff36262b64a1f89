package dev.diver.app.screen.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.kernel.Mode;
import dev.diver.core.run.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunFilterTest {
    @TempDir
    Path folder;

    private RunsModel model;

    @BeforeEach
    void make() {
        var tasks = new Tasks(Runnable::run, Runnable::run);
        model = new RunsModel(FakeEngine.in(folder, 10_000).runs(), tasks, failure -> fail(failure.text()), 100_000);
        model.refresh();
    }

    private int shown(String words, Outcome outcome, String net) {
        model.filter(new RunFilter(words, Optional.ofNullable(outcome), Optional.empty(), Optional.ofNullable(net)));
        return model.shown().size();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void tenThousandRunsAreFiltered() {
        assertEquals(10_000, model.shown().size());
        var crashed = shown("", Outcome.CRASHED, null);
        assertTrue(crashed > 1000 && crashed < 2000);
        assertEquals(crashed, shown("page FAULT", null, null));
        assertEquals(0, shown("page fault", Outcome.EXITED, null));
        assertEquals(5000, shown("", null, "hello"));
        model.filter(new RunFilter("", Optional.empty(), Optional.of(Mode.DEMO), Optional.empty()));
        assertEquals(0, model.shown().size());
    }

    @Test
    void aDeletedRunStaysAwayUntilItIsBroughtBack() {
        var run = model.all().getFirst();
        model.hide(run);
        model.refresh();
        assertEquals(9_999, model.all().size());
        model.bringBack(run);
        assertEquals(run, model.all().getFirst());
    }
}
