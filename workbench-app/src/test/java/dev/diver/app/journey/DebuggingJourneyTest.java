package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.EngineFactory;
import dev.diver.app.screen.Person;
import dev.diver.app.screen.Workbench;
import dev.diver.console.debug.DebugThread;
import dev.diver.console.debug.Frame;
import dev.diver.console.gdb.GdbDebugger;
import dev.diver.console.gdb.SymbolMismatch;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.process.HostProgram;
import dev.diver.core.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.event.ActionEvent;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Debugging with one click, on real guests and the real gdb; one pull of the kernel serves three programs. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 500, unit = TimeUnit.SECONDS)
class DebuggingJourneyTest {
    /** What the person breaks in is at -O0, as who debugs writes it. */
    private static final String SUMS = """
            #include <stdio.h>

            static int doubled(int value)
            {
            	int result = value * 2;

            	return result;
            }

            int main(void)
            {
            	int sum = 0;

            	for (int i = 1; i <= 3; i++)
            		sum += doubled(i);
            	printf("the sum is %d\\n", sum);
            	return 0;
            }
            """;

    private static final int LINE_OF_RESULT = 5;

    private static final String HANGS = """
            #include <stdio.h>

            static volatile int ready;

            static void wait_for_the_device(void)
            {
            	while (!ready)
            		;
            }

            int main(void)
            {
            	printf("waiting\\n");
            	wait_for_the_device();
            	return 0;
            }
            """;

    private static final String FAULTS = """
            #include <stdio.h>

            static int broken(volatile int *place)
            {
            	return *place;
            }

            int main(void)
            {
            	printf("before the fault\\n");
            	return broken((volatile int *)0x7000000000);
            }
            """;

    private final Path pictures = Path.of(System.getProperty("diver.pictures", "target/pictures"));
    private Path root;
    private Engine engine;
    private Stage stage;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        // Short, for sockets below it have short names.
        root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        var home = DiverHome.in(root.resolve("home"), Path.of(System.getProperty("diver.assets")));
        engine = EngineFactory.create(home, System.getenv("PATH"));
        var gdb = new GdbDebugger(new HostProgram(System.getenv("PATH")));
        new Workbench(engine, ConsoleView::new, (target, log) -> gdb.start(target, log, SymbolMismatch.LEAVE_OUT))
                .start(stage);
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        engine.dives().active().forEach(dive -> dive.kill());
        Folders.delete(root);
    }

    @Test
    void anApplicationIsSteppedChangedHungAndCrashed(FxRobot robot) throws Exception {
        var person = new Person(robot, 60);
        var net = create("sums", "snorkel:0.1.0-linked");
        var makefile = net.resolve("Makefile");
        Files.writeString(makefile, Files.readString(makefile).replace("-O2 -g", "-O0 -g"));
        write(net, SUMS);
        person.opensRecentNet();
        person.until(() -> person.editor().getText().equals(SUMS));
        stepsAndChanges(robot, person);

        replace(robot, person, HANGS);
        seesWhereItHangs(robot, person);

        replace(robot, person, FAULTS);
        looksAtTheFault(robot, person);
    }

    private void stepsAndChanges(FxRobot robot, Person person) throws TimeoutException, IOException {
        var editor = person.editor();
        robot.interact(() -> {
            editor.requestFocus();
            editor.moveTo(LINE_OF_RESULT - 1, 0);
        });
        person.presses(KeyCode.F9);
        person.press("#project-debug");
        person.until(() -> person.text("#debug-state").contains("stopped at breakpoint 1"));
        person.until(() -> person.text("#debug-state").contains("doubled, main.c:" + LINE_OF_RESULT));
        person.until(() -> frames(robot).contains("doubled") && frames(robot).contains("main"));

        person.presses(KeyCode.F10);
        person.until(() -> local(robot, "result").contains("text=2,"));
        assertTrue(local(robot, "value").contains("text=1,"), local(robot, "value"));
        person.photograph(stage, pictures.resolve("debug.png"));
        change(robot, "result", "40");
        person.until(() -> local(robot, "result").contains("text=40,"));

        // Again at the breakpoint, in the loop's next round; without it the program goes on to its end.
        person.presses(KeyCode.F5);
        person.until(() -> local(robot, "value").contains("text=2,"));
        robot.interact(() -> {
            editor.requestFocus();
            editor.moveTo(LINE_OF_RESULT - 1, 0);
        });
        person.presses(KeyCode.F9);
        person.presses(KeyCode.F5);
        person.until(() -> person.text("#dive-state").equals("exited with status 0"));
        person.until(() -> !person.sees("#debug-bar"));
        var run = engine.runs().list(1).getFirst();
        assertTrue(Files.readString(run.console()).contains("the sum is 50"), Files.readString(run.console()));
    }

    private void seesWhereItHangs(FxRobot robot, Person person) throws TimeoutException {
        person.press("#project-dive");
        person.until(() -> consoleSays(robot, "waiting"));
        person.press("#dive-debug");
        person.until(() -> frames(robot).contains("wait_for_the_device"));
        assertTrue(frames(robot).contains("main"), frames(robot));
        person.until(() -> person.text("#debug-state").contains("stands still"));
        // It is left as it was found, and hangs on.
        person.press("#debug-stop");
        person.until(() -> !person.sees("#debug-bar"));
        assertEquals(1, engine.dives().active().size());
        person.press("#dive-kill");
        person.until(() -> engine.dives().active().isEmpty());
    }

    private void looksAtTheFault(FxRobot robot, Person person) throws TimeoutException {
        person.press("#project-dive");
        person.until(() -> person.text("#dive-state").contains("crash"));
        assertEquals(Outcome.CRASHED, engine.runs().list(1).getFirst().outcome().orElseThrow());
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT4);
        person.until(() -> person.sees("#runs-table"));
        var table = robot.lookup("#runs-table").queryAs(TableView.class);
        person.until(() -> table.getItems().size() == 3);
        robot.interact(() -> table.getSelectionModel().select(0));
        person.press("#run-debug");
        person.until(() -> person.text("#debug-state").contains("crashed"));
        person.until(() -> frames(robot).contains("broken"));
        assertTrue(frames(robot).contains("main"), frames(robot));
        person.press("#debug-stop");
        person.until(() -> !person.sees("#debug-bar"));
    }

    @Test
    void theSystemCallPathOfACokernelWhileBzip2Runs(FxRobot robot) throws Exception {
        var person = new Person(robot, 300);
        var net = create("bzip2", "snorkel:0.1.0-cokernel");
        Files.write(
                net.resolve("data"),
                "Down below it is dark and still.\n".repeat(2000).getBytes());
        Files.writeString(net.resolve("net.toml"), """
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
        Files.delete(net.resolve("Makefile"));
        person.opensRecentNet();
        robot.interact(() -> person.editor().requestFocus());
        runsByPalette(robot, person, "At a function");
        person.type("#breakpoint-function", "trap_system_call");
        person.press("#breakpoint-set");
        person.press("#project-debug");

        try {
            person.until(() -> frames(robot).contains("trap_system_call"));
        } catch (TimeoutException e) {
            person.photograph(stage, pictures.resolve("fail.png"));
            throw e;
        }
        var threads = robot.lookup("#debug-threads").<ListView<DebugThread>>query();
        assertTrue(
                threads.getItems().stream().anyMatch(thread -> thread.kernel().equals("Linux")),
                threads.getItems()::toString);
        var stopped = threads.getSelectionModel().getSelectedItem();
        assertTrue(stopped.kernel().startsWith("snorkel"), stopped::toString);
        person.photograph(stage, pictures.resolve("debug-cokernel.png"));

        // The stack follows the processor that is chosen.
        robot.interact(() -> threads.getSelectionModel()
                .select(threads.getItems().stream()
                        .filter(thread -> thread.kernel().equals("Linux"))
                        .findFirst()
                        .orElseThrow()));
        person.until(() -> !frames(robot).contains("trap_system_call"));
        person.press("#debug-stop");
        person.until(() -> engine.dives().active().isEmpty());
    }

    private static void runsByPalette(FxRobot robot, Person person, String name) throws TimeoutException {
        person.press("#palette-open");
        person.type("#palette-field", name);
        person.until(() -> robot.lookup("#palette-list")
                        .queryListView()
                        .getSelectionModel()
                        .getSelectedIndex()
                == 0);
        person.presses(KeyCode.ENTER);
    }

    private Path create(String name, String kernel) {
        engine.catalog().open(Progress.NONE, new Cancellation());
        var directory = root.resolve(name);
        engine.nets()
                .create(directory, KernelReference.parse(kernel), Optional.empty(), Progress.NONE, new Cancellation());
        return directory;
    }

    private static void write(Path net, String program) throws IOException {
        Files.writeString(net.resolve("src/main.c"), program);
    }

    private static void replace(FxRobot robot, Person person, String program) {
        robot.interact(() -> person.editor().replaceText(program));
    }

    /** Edits the value where it stands. */
    private static void change(FxRobot robot, String name, String value) {
        var tree = robot.lookup("#debug-locals-tree").<TreeTableView<Object>>query();
        robot.interact(() -> {
            var item = item(tree, name).orElseThrow();
            tree.edit(tree.getRow(item), column(tree));
        });
        var field = robot.from(tree).lookup(".text-field").queryAs(TextField.class);
        robot.interact(() -> {
            field.setText(value);
            field.fireEvent(new ActionEvent());
        });
    }

    private static TreeTableColumn<Object, ?> column(TreeTableView<Object> tree) {
        return tree.getColumns().get(1);
    }

    private static Optional<TreeItem<Object>> item(TreeTableView<Object> tree, String name) {
        return tree.getRoot().getChildren().stream()
                .filter(item -> item.getValue().toString().contains("name=" + name + ","))
                .findFirst();
    }

    private static String local(FxRobot robot, String name) {
        return robot.lookup("#debug-locals-tree")
                .<TreeTableView<Object>>tryQuery()
                .flatMap(tree -> item(tree, name))
                .map(item -> item.getValue().toString())
                .orElse("");
    }

    /** The functions on the stack. */
    private static String frames(FxRobot robot) {
        return robot.lookup("#debug-frames")
                .<ListView<Frame>>tryQuery()
                .map(list ->
                        list.getItems().stream().map(Frame::function).toList().toString())
                .orElse("");
    }

    private static boolean consoleSays(FxRobot robot, String text) {
        return robot.lookup("#console")
                .tryQueryAs(ConsoleView.class)
                .map(ConsoleView::terminal)
                .filter(terminal -> terminal.text(terminal.all()).contains(text))
                .isPresent();
    }
}
