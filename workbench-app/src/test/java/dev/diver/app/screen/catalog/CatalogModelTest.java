package dev.diver.app.screen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.catalog.Facet;
import dev.diver.core.kernel.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogModelTest {
    @TempDir
    Path folder;

    private final List<Runnable> waiting = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private CatalogModel model;

    @BeforeEach
    void make() {
        var engine = FakeEngine.in(folder);
        model = new CatalogModel(
                engine.catalog(), engine.doctor()::ability, new Tasks(waiting::add, Runnable::run), failures::add);
    }

    private void finish() {
        List.copyOf(waiting).forEach(Runnable::run);
        waiting.clear();
    }

    @Test
    void findsByWordsFamilyTagAndMode() {
        model.search();
        finish();
        assertEquals(12, model.result().get().total());
        model.words().set("  nautilus ");
        model.chosen(Facet.TAG).add("numa");
        model.mode().set(Mode.PARTITIONED_HARDWARE);
        model.search();
        finish();
        assertEquals(1, model.result().get().total());
        assertTrue(model.isNarrowed());
        model.clear();
        finish();
        assertEquals(12, model.result().get().total());
        assertFalse(model.isNarrowed());
    }

    @Test
    void turnsToNetsByTheSameWords() {
        model.words().set("hello");
        model.chosen(Facet.FAMILY).add("linux");
        model.pulledOnly().set(true);
        model.turnTo(Found.Kind.NETS);
        finish();
        assertEquals(2, assertInstanceOf(Found.Nets.class, model.result().get()).total());
        assertEquals(2, model.result().get().counts(Facet.TAG).get("teaching"));
        assertFalse(model.pulledOnly().get(), "what means nothing for nets");
        model.words().set("");
        model.turnTo(Found.Kind.KERNELS);
        model.turnTo(Found.Kind.NETS);
        model.turnTo(Found.Kind.KERNELS);
        assertInstanceOf(Found.Asking.class, model.result().get());
        finish();
        assertEquals(
                12, assertInstanceOf(Found.Kernels.class, model.result().get()).total());
    }

    @Test
    void anEarlierSearchThatIsSlowerDoesNotWin() {
        model.words().set("snorkel");
        model.search();
        model.words().set("gnumach");
        model.search();
        waiting.get(1).run();
        waiting.get(0).run();
        assertEquals(
                "mach",
                ((Found.Kernels) model.result().get())
                        .result()
                        .entries()
                        .getFirst()
                        .family());
        assertTrue(failures.isEmpty());
    }
}
