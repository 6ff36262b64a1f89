package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.EngineFactory;
import dev.diver.app.screen.Person;
import dev.diver.app.screen.Workbench;
import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.Engine;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
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
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
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
@Timeout(400)
class SystemCallsJourneyTest {
    private static final int BYTES = 3 << 20;

    private final Path pictures = Path.of(System.getProperty("diver.pictures", "target/pictures"));
    private Path root;
    private Engine engine;
    private Stage stage;

    @Start
    void start(Stage theStage) throws IOException {
        stage = theStage;
        root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        var home = DiverHome.in(root.resolve("home"), Path.of(System.getProperty("diver.assets")));
        engine = EngineFactory.create(home, System.getenv("PATH"));
        new Workbench(engine, ConsoleView::new, FakeDebugSession::open).start(stage);
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        engine.dives().active().forEach(dive -> dive.kill());
        Folders.delete(root);
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
        assertTrue(person.text("#syscalls-summary").contains("forwarded to Linux"), person.text("#syscalls-summary"));
        person.photograph(stage, pictures.resolve("syscalls.png"));
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
                new DiveOrder(net, Optional.of(mode), Map.of(), Optional.empty(), Optional.of(Duration.ofSeconds(120)));
        var record = engine.dives()
                .dive(order, Progress.NONE, new Cancellation())
                .ended()
                .get(180, TimeUnit.SECONDS);
        assertEquals(0, record.exitCode().orElse(-1), record.reason() + Files.readString(record.console()));
        return record;
    }
}
