package dev.diver.app.screen.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.Leftovers;
import dev.diver.app.screen.Person;
import dev.diver.app.screen.Workbench;
import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.Engine;
import dev.diver.core.partition.Conflict.Severity;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlanFormat;
import dev.diver.core.partition.ProcessorSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The editor in the window, as a person uses it. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class PartitionEditorTest {
    private final Path pictures = Path.of(System.getProperty("diver.pictures", "target/pictures"));
    private Path root;
    private Path file;
    private Engine engine;
    private Stage stage;
    private Person person;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        engine = FakeEngine.in(root);
        file = FakeEngine.project(root.resolve("solver"), "solver").resolve("partition.json");
        PartitionFiles.create(file, Machines.small(4, 1024));
        new Workbench(engine, console -> new Region(), FakeDebugSession::open).start(stage);
    }

    @BeforeEach
    void comes(FxRobot robot) throws TimeoutException {
        person = new Person(robot, 60);
        person.until(() -> person.sees("#catalog-results"));
        engine.nets().open(root.resolve("solver"));
        person.opensRecentNet();
        openPlan(robot);
    }

    private void openPlan(FxRobot robot) throws TimeoutException {
        person.until(() -> person.sees("#files") && item(robot, "partition.json") != null);
        robot.interact(() -> {
            robot.lookup("#files").<TreeView<Object>>query().getSelectionModel().select(item(robot, "partition.json"));
            robot.lookup("#files").query().requestFocus();
        });
        person.presses(KeyCode.ENTER);
        person.until(() -> person.sees("#partition-cores")
                && cores(robot).isFocused()
                && cores(robot).getWidth() > 100
                && person.text("#partition-verdict").contains("warning"));
        person.standsStill(() -> cores(robot));
        person.standsStill(() -> memory(robot));
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        Leftovers.delete(root);
    }

    private static TreeItem<Object> item(FxRobot robot, String name) {
        return find(robot.lookup("#files").<TreeView<Object>>query().getRoot(), name);
    }

    private static TreeItem<Object> find(TreeItem<Object> from, String name) {
        for (var child : from.getChildren()) {
            if (child.getValue().toString().contains("/" + name)) {
                return child;
            }
            var below = find(child, name);
            if (below != null) {
                return below;
            }
        }
        return null;
    }

    private static CoresPane cores(FxRobot robot) {
        return robot.lookup("#partition-cores").query();
    }

    private static MemoryPane memory(FxRobot robot) {
        return robot.lookup("#partition-memory").query();
    }

    private static Point2D cell(FxRobot robot, int processor) {
        return new Drawing(robot).processor(processor);
    }

    private static Point2D address(FxRobot robot, long address, double aside) {
        return new Drawing(robot).address(address, aside);
    }

    private String said(FxRobot robot, String card) {
        return robot.lookup(card).tryQuery().map(Node::getAccessibleText).orElse("");
    }

    @Test
    void aPersonDrawsAPartitionMendsItAndSavesIt(FxRobot robot) throws TimeoutException, IOException {
        var before = PartitionFiles.read(file);
        robot.drag(cell(robot, 1)).moveTo(cell(robot, 2)).drop();
        person.until(() -> said(robot, "#partition-part-0").contains("3 processors: 1-3"));
        assertTrue(said(robot, "#partition-linux").contains("1 processor: 0"));

        // The end of its memory, over the firmware's tables and beyond all RAM: a conflict, and a way out of it.
        var region = before.taken().getFirst();
        robot.drag(address(robot, region.end() - 1, 0))
                .moveTo(address(robot, region.end() - 1, 14))
                .drop();
        person.until(() -> person.text("#partition-verdict").matches("[1-9] conflicts?, .*"));
        person.until(() -> robot.lookup(".way-out").tryQuery().isPresent());
        var conflicts =
                robot.lookup("#partition-conflicts").queryListView().getItems().toString();
        assertTrue(conflicts.contains("OVER_FIRMWARE"), conflicts);
        person.photograph(stage, pictures.resolve("partition.png"));
        assertTrue(person.text("#partition-line").startsWith("memmap="));
        robot.interact(
                () -> robot.lookup(".way-out").nth(0).queryAs(Button.class).fire());
        person.until(() -> person.text("#partition-verdict").startsWith("no conflicts"));
        var mended = said(robot, "#partition-part-0");

        // Back to the beginning, and forth again.
        for (var i = 0; i < 3; i++) {
            person.presses(KeyCode.CONTROL, KeyCode.Z);
        }
        person.until(() -> said(robot, "#partition-part-0").contains("1 processor: 3"));
        for (var i = 0; i < 3; i++) {
            person.presses(KeyCode.CONTROL, KeyCode.Y);
        }
        person.until(() -> said(robot, "#partition-part-0").equals(mended));
        assertEquals(before, PartitionFiles.read(file), "nothing is written before it is saved");
        person.presses(KeyCode.CONTROL, KeyCode.S);
        person.until(() -> !PartitionFiles.read(file).equals(before));
        var saved = PartitionFiles.read(file);
        assertEquals(ProcessorSet.of(0), saved.linux().processors());
        assertEquals(ProcessorSet.of(1, 2, 3), saved.parts().getFirst().processors());
        assertEquals(
                List.of(), PartitionChecker.check(saved, OptionalInt.empty()).of(Severity.CONFLICT));
        person.press("#partition-copy-line");
        robot.interact(
                () -> assertTrue(Clipboard.getSystemClipboard().getString().matches("memmap=.* no_ipi_broadcast=1")));
    }

    @Test
    void everythingIsDoneByTheKeyboard(FxRobot robot) throws TimeoutException {
        // Processors 1 and 2: walk there, extend, give.
        person.presses(KeyCode.RIGHT);
        person.presses(KeyCode.SHIFT, KeyCode.RIGHT);
        person.presses(KeyCode.SPACE);
        person.until(() -> said(robot, "#partition-part-0").contains("3 processors: 1-3"));
        person.presses(KeyCode.SPACE);
        person.until(() -> said(robot, "#partition-part-0").contains("2 processors: 1,3"));
        person.presses(KeyCode.ENTER);
        person.type("#partition-type-processors", "2-3");
        person.press("#partition-type-apply");
        person.until(() -> said(robot, "#partition-part-0").contains("2 processors: 2-3")
                && cores(robot).isFocused());

        // Memory: to the block, down by 4 MiB, larger by 2 MiB, and exactly.
        robot.interact(() -> memory(robot).requestFocus());
        person.presses(KeyCode.TAB);
        person.until(() -> memory(robot).getAccessibleText().startsWith("Region of kernel"));
        var start = Machines.small(4, 1024).taken().getFirst().start();
        person.presses(KeyCode.LEFT);
        person.presses(KeyCode.LEFT);
        person.until(() ->
                memory(robot).getAccessibleText().contains(" at " + MemoryRange.address(start - (4 << 20)) + "."));
        person.presses(KeyCode.ENTER);
        person.type("#partition-type-start", "0x20000000");
        person.type("#partition-type-size", "128MB");
        person.press("#partition-type-apply");
        person.until(() -> person.text("#dialog-trouble").contains("not an amount of memory"));
        person.type("#partition-type-size", "128MiB");
        person.press("#partition-type-apply");
        person.until(() -> memory(robot).getAccessibleText().contains("128 MiB at 0x20000000."));
        person.presses(KeyCode.SHIFT, KeyCode.RIGHT);
        person.until(() -> memory(robot).getAccessibleText().contains("130 MiB at 0x20000000."));

        // A second part, named, and gone again.
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        person.until(() -> said(robot, "#partition-part-1").startsWith("kernel-2"));
        person.press("#partition-rename-1");
        person.type("#partition-type-name", "Not this");
        person.press("#partition-type-apply");
        person.until(() -> person.text("#dialog-trouble").contains("lower-case"));
        person.type("#partition-type-name", "monitor");
        person.press("#partition-type-apply");
        person.until(() -> said(robot, "#partition-part-1").startsWith("monitor"));
        person.press("#partition-remove-1");
        person.until(() -> !person.sees("#partition-part-1"));
    }

    @Test
    void nothingThatWasDrawnIsLost(FxRobot robot) throws TimeoutException, IOException {
        var before = PartitionFiles.read(file);
        // Another program writes: shown at once where nothing was drawn, asked about where something was.
        write(new PartitionEdit.RenamePart(0, "elsewhere").apply(before));
        person.until(() -> said(robot, "#partition-part-0").startsWith("elsewhere"));
        person.presses(KeyCode.RIGHT);
        person.presses(KeyCode.SPACE);
        person.until(() -> said(robot, "#partition-part-0").contains("1,3"));
        write(new PartitionEdit.RenamePart(0, "again").apply(before));
        person.until(() -> person.sees("#partition-question"));
        assertTrue(said(robot, "#partition-part-0").startsWith("elsewhere"), "what was drawn is still there");

        // Closed with changes: asked, and kept when nobody answers.
        person.presses(KeyCode.CONTROL, KeyCode.W);
        person.until(() -> person.sees("#partition-close-save"));
        person.presses(KeyCode.ESCAPE);
        person.until(() -> !person.sees("#partition-close-save"));
        assertFalse(PartitionFiles.read(file).parts().getFirst().processors().contains(1));
        openPlan(robot);
        person.until(() -> person.sees("#partition-question"));
        robot.interact(() -> robot.from(robot.lookup("#partition-question").<Node>query())
                .lookup(".button")
                .nth(0)
                .queryAs(Button.class)
                .fire());
        person.until(() -> said(robot, "#partition-part-0").startsWith("elsewhere")
                && said(robot, "#partition-part-0").contains("1,3"));

        // A copy beside it, in a tab of its own.
        person.presses(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
        person.press("#partition-file-write");
        var copy = file.resolveSibling("partition-copy.json");
        person.until(() -> !person.sees("#partition-file-write") && Files.exists(copy));
        assertEquals("elsewhere", PartitionFiles.read(copy).parts().getFirst().name());
    }

    @Test
    void aNewPlanIsMadeOfADesignedMachineAndOpened(FxRobot robot) throws TimeoutException {
        person.presses(KeyCode.CONTROL, KeyCode.ALT, KeyCode.P);
        person.until(() -> person.sees("#partition-new-file"));
        var fresh = file.resolveSibling("partition-2.json");
        person.type("#partition-new-file", fresh.toString());
        person.type("#partition-new-processors", "1");
        person.press("#partition-new-create");
        person.until(() -> person.text("#dialog-trouble").contains("2 to 255 processors"));
        robot.interact(() -> robot.lookup("#partition-new-type")
                .<ComboBox<?>>query()
                .getSelectionModel()
                .selectLast());
        person.type("#partition-new-source", "qemu:sockets=2,cores=2,threads=2,memory=2GiB+2GiB");
        person.press("#partition-new-create");
        person.until(() -> person.text("#partition-machine").contains("2 NUMA nodes, 4 cores, 8 threads"));
        assertEquals(
                List.of(),
                PartitionChecker.check(PartitionFiles.read(fresh), OptionalInt.empty())
                        .of(Severity.CONFLICT));
    }

    @Test
    void aNewPlanIsMadeOfANodeThatAnswers(FxRobot robot) throws TimeoutException, IOException {
        for (var name : List.of("lab", "silent")) {
            var ssh = new dev.diver.core.node.Node.Ssh("127.0.0.1", 22, "root", Optional.empty());
            engine.nodes().nodes().add(new dev.diver.core.node.Node(name, Optional.of(ssh), Optional.empty()));
        }
        engine.nodes().nodes().add(new dev.diver.core.node.Node("bare", Optional.empty(), Optional.empty()));
        person.presses(KeyCode.CONTROL, KeyCode.ALT, KeyCode.P);
        person.until(() ->
                person.sees("#partition-new-node") && !nodes(robot).getItems().isEmpty());
        assertEquals(
                List.of("lab", "silent"),
                nodes(robot).getItems().stream()
                        .map(dev.diver.core.node.Node::name)
                        .toList());
        var fresh = file.resolveSibling("partition-lab.json");
        person.type("#partition-new-file", fresh.toString());
        robot.interact(() -> {
            var kinds = robot.lookup("#partition-new-type").<ComboBox<?>>query();
            kinds.getSelectionModel().select(kinds.getItems().size() - 2);
            nodes(robot).getSelectionModel().selectLast();
        });
        person.press("#partition-new-create");
        person.until(() -> person.text("#dialog-trouble").contains("silent does not answer")
                && person.text("#dialog-trouble").contains("Power it on."));
        assertFalse(Files.exists(fresh));
        robot.interact(() -> nodes(robot).getSelectionModel().selectFirst());
        person.press("#partition-new-create");
        person.until(() -> person.text("#partition-machine").contains("2 NUMA nodes, 4 cores, 8 threads"));
        assertEquals(8, PartitionFiles.read(fresh).machine().processors());
    }

    private static ComboBox<dev.diver.core.node.Node> nodes(FxRobot robot) {
        return robot.lookup("#partition-new-node").query();
    }

    private void write(PartitionPlan plan) throws IOException {
        Files.write(file, new PartitionPlanFormat().write(plan));
    }
}
