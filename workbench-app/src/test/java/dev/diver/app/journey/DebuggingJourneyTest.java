package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.Person;
import dev.diver.app.screen.Workbench;
import dev.diver.cokernel.FilledHome;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.Engine;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.event.ActionEvent;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Debugging with one click, on real guests and the real gdb; one pull of the kernel serves three programs. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 900, unit = TimeUnit.SECONDS)
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
            	printf("waiting\\n");
            	while (!ready)
            		;
            }

            int main(void)
            {
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
    private RealHome home;
    private Path root;
    private Engine engine;
    private Stage stage;

    @BeforeAll
    static void fill() throws IOException {
        FilledHome.LINUX.prepare(Path.of(System.getProperty("diver.assets")));
    }

    @Start
    void start(Stage given) throws IOException {
        stage = given;
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
        person.until(() -> person.stack().contains("doubled") && person.stack().contains("main"));

        person.until(() -> person.text("#dive-state").equals("stopped in the debugger"));

        person.presses(KeyCode.F10);
        person.until(() -> local(robot, "result").contains("text=2,"));
        assertTrue(local(robot, "value").contains("text=1,"), local(robot, "value"));
        person.photograph(stage, pictures.resolve("debug.png"));
        change(robot, person, "result", "40");
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
        person.until(() -> person.stack().contains("wait_for_the_device"));
        assertTrue(person.stack().contains("main"), person.stack());
        person.until(() -> person.text("#debug-state").contains("stands still"));
        // It is left as it was found, and hangs on.
        person.press("#debug-stop");
        person.until(() -> !person.sees("#debug-bar"));
        person.until(() -> person.text("#dive-state").equals("running"));
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
        person.until(() -> person.stack().contains("broken"));
        assertTrue(person.stack().contains("main"), person.stack());
        person.press("#debug-stop");
        person.until(() -> !person.sees("#debug-bar"));
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
    private static void change(FxRobot robot, Person person, String name, String value) throws TimeoutException {
        var tree = robot.lookup("#debug-locals-tree").<TreeTableView<Object>>query();
        robot.interact(() -> {
            var item = item(tree, name).orElseThrow();
            tree.edit(tree.getRow(item), column(tree));
        });
        person.until(() -> robot.from(tree).lookup(".text-field").tryQuery().isPresent());
        robot.interact(() -> {
            var field = robot.from(tree).lookup(".text-field").queryAs(TextField.class);
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

    private static boolean consoleSays(FxRobot robot, String text) {
        return robot.lookup("#console")
                .tryQueryAs(ConsoleView.class)
                .map(ConsoleView::terminal)
                .filter(terminal -> terminal.text(terminal.all()).contains(text))
                .isPresent();
    }
}
