package dev.diver.app.screen.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Job;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.Engine;
import dev.diver.core.catalog.Registries.Known;
import dev.diver.core.catalog.SigningKeys.Policy;
import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Indexes of a real registry that are brought without being asked for. */
@Timeout(120)
class IndexesModelTest {
    @TempDir
    Path temp;

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Tasks tasks = new Tasks(background::add, Runnable::run);
    private final List<String> jobs = new ArrayList<>();
    private final Told told = new Told();
    private DockerRegistry server;
    private Engine engine;

    @BeforeEach
    void twoCatalogs() throws Exception {
        server = DockerRegistry.open(Files.createDirectories(temp.resolve("registry")));
        engine = FakeEngine.in(temp, 0);
        add("alpha", server, true);
        add("beta", server, true);
        tasks.jobs().addListener((ListChangeListener<Job>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(job -> jobs.add(job.name()));
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    /** With an index that was brought now. */
    private void add(String name, DockerRegistry registry, boolean updates) {
        engine.registries().add(new Known(name, registry.host() + "/" + name, List.of(), Optional.empty(), updates));
        publish(engine, name);
    }

    private static void publish(Engine publisher, String name) {
        publisher.registries().renew(name, Optional.empty(), key -> new char[0], Progress.NONE, new Cancellation());
    }

    private IndexesModel after(Duration time) {
        return new IndexesModel(engine.registries(), tasks, told, InstantSource.offset(InstantSource.system(), time));
    }

    private void run() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private void bring(IndexesModel model) {
        model.bringDue();
        run();
    }

    @Test
    void areBroughtAfterADayWhereNobodySaidNotTo() throws Exception {
        engine.registries().add(new Known("never", server.host() + "/never", List.of(), Optional.empty()));
        bring(after(Duration.ofHours(23)));
        assertEquals(List.of(), jobs);
        bring(after(Duration.ofHours(25)));
        assertEquals(List.of("Bringing the index of alpha", "Bringing the index of beta"), jobs);
        assertEquals(List.of(), told.all, "nothing new is no news");

        var publisher = FakeEngine.in(temp.resolve("publisher"), 0);
        publisher.registries().add(new Known("theirs", server.host() + "/beta", List.of(), Optional.empty()));
        publish(publisher, "theirs");
        engine.registries().setUpdates("alpha", false);
        jobs.clear();
        bring(after(Duration.ofHours(25)));
        assertEquals(List.of("Bringing the index of beta"), jobs);
        assertEquals(1, told.all.size(), told.all.toString());
        assertTrue(told.all.getFirst().startsWith("beta: 0 kernels found"), told.all.toString());
    }

    @Test
    void whatCannotBeReachedIsLeftToTheNextTimeAndWhatIsRefusedIsTold() throws Exception {
        try (var gone = DockerRegistry.open(Files.createDirectories(temp.resolve("gone")))) {
            add("absent", gone, true);
        }
        engine.keys().setPolicy("beta", new Policy(TrustMode.REQUIRE, true));
        bring(after(Duration.ofHours(25)));
        assertEquals(
                List.of("Bringing the index of absent", "Bringing the index of alpha", "Bringing the index of beta"),
                jobs);
        assertEquals(List.of("The index of beta is not signed."), told.all);
    }

    @Test
    void whoCancelsOneIsLeftAlone() {
        after(Duration.ofHours(25)).bringDue();
        background.remove().run();
        tasks.jobs().getFirst().cancellation().cancel();
        run();
        assertEquals(List.of("Bringing the index of alpha"), jobs);
        assertEquals(List.of(), told.all);
    }

    private static final class Told implements Notices {
        private final List<String> all = new ArrayList<>();

        @Override
        public void tell(String message, Remedy... next) {
            all.add(message);
        }

        @Override
        public void problem(Failure failure, List<Remedy> remedies) {
            all.add(failure.problem().what());
        }

        @Override
        public void warn(String text) {
            all.add(text);
        }
    }
}
