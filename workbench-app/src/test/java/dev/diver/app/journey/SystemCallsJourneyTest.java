package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.Person;
import dev.diver.app.screen.Workbench;
import dev.diver.cokernel.FilledHome;
import dev.diver.console.debug.DebugThread;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.Engine;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Net;
import dev.diver.core.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * The host's own bzip2 on a co-kernel, and the picture of its system calls: figure 4 of the paper, from a real run. Also
 * the same program on Linux alone, from the same net.
 */
@ExtendWith(ApplicationExtension.class)
@Timeout(900)
class SystemCallsJourneyTest {
    private static final int BYTES = 3 << 20;

    private final Path pictures = Path.of(System.getProperty("diver.pictures", "target/pictures"));
    private RealHome home;
    private Path root;
    private Engine engine;
    private Stage stage;

    @BeforeAll
    static void fill() throws IOException {
        FilledHome.LINUX.prepare(Path.of(System.getProperty("diver.assets")));
    }

    @Start
    void start(Stage theStage) throws IOException {
        stage = theStage;
        home = RealHome.of(FilledHome.LINUX);
        root = home.root();
        engine = home.engine();
        new Workbench(engine, ConsoleView::new, RealHome.gdb()).start(stage);
    }

    @AfterEach
    void end(FxRobot robot) {
        home.end(robot, stage);
    }

    @Test
    void bzip2OnACokernelAndItsSystemCalls(FxRobot robot) throws Exception {
        engine.catalog().open(Progress.NONE, new Cancellation());
        var net = bzip2();
        var alone = dive(net, Mode.VM);
        assertTrue(alone.kernel().startsWith("linux:"), alone.kernel());
        dive(net, Mode.PARTITIONED_VM);

        var person = new Person(robot, 60);
        person.opensSystemCalls(2, 10);
        person.until(() -> person.text("#syscalls-summary").contains("forwarded to Linux"));
        person.photograph(stage, pictures.resolve("syscalls.png"));
        stopsInTheCallsPath(robot, person);
    }

    /** Once more, and stopped where the program calls the co-kernel. */
    private void stopsInTheCallsPath(FxRobot robot, Person person) throws TimeoutException, IOException {
        person.opensRecentNet();
        person.does("At a function");
        person.type("#breakpoint-function", "trap_system_call");
        person.press("#breakpoint-set");
        person.press("#project-debug");

        person.until(() -> person.stack().contains("trap_system_call"));
        var threads = robot.lookup("#debug-threads").<ListView<DebugThread>>query();
        person.until(() -> threads.getSelectionModel().getSelectedItem() != null
                && threads.getItems().stream()
                        .anyMatch(thread -> thread.kernel().equals("Linux")));
        var stopped = threads.getSelectionModel().getSelectedItem();
        assertTrue(stopped.kernel().startsWith("snorkel"), stopped::toString);
        var linux = threads.getItems().stream()
                .filter(thread -> thread.kernel().equals("Linux"))
                .findFirst()
                .orElseThrow();
        person.until(() -> person.text("#debug-state").contains("program.c"));
        person.photograph(stage, pictures.resolve("debug-cokernel.png"));

        // The stack follows the processor that is chosen.
        robot.interact(() -> threads.getSelectionModel().select(linux));
        person.until(() -> !person.stack().contains("trap_system_call"));
        person.press("#debug-stop");
        person.until(() -> engine.dives().active().isEmpty());
    }

    private Net bzip2() throws IOException {
        var directory = root.resolve("bzip2");
        engine.nets()
                .create(
                        directory,
                        KernelReference.parse("snorkel:0.1.0-cokernel"),
                        Optional.empty(),
                        Progress.NONE,
                        new Cancellation());
        var data = new byte[BYTES];
        var random = new Random(4);
        for (var i = 0; i < data.length; i++) {
            // Like text: letters of which some are frequent.
            data[i] = (byte) ('a' + Math.min(25, (int) Math.abs(random.nextGaussian() * 6)));
        }
        Files.write(directory.resolve("data"), data);
        Files.writeString(directory.resolve("net.toml"), """
                [net]
                name = "bzip2"
                version = "0.1.0"

                [kernel]
                ref = "snorkel:0.1.0-cokernel"

                [app]
                program = "/usr/bin/bzip2"
                args = ["-k", "/data"]
                files = { "/data" = "data" }

                [dive]
                mode = "partitioned-vm"
                """);
        return engine.nets().open(directory);
    }

    private RunRecord dive(Net net, Mode mode) throws Exception {
        var order =
                new DiveOrder(net, Optional.of(mode), Map.of(), Optional.empty(), Optional.of(Duration.ofSeconds(300)));
        var record = engine.dives()
                .dive(order, Progress.NONE, new Cancellation())
                .ended()
                .get(400, TimeUnit.SECONDS);
        assertEquals(0, record.exitCode().orElse(-1), record.reason() + Files.readString(record.console()));
        return record;
    }
}
