package dev.diver.app.screen.partition;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.diver.app.screen.Pictures;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Modals;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** Writes pictures of the editor with machines of many sizes: {@code PartitionPicturesMain DIRECTORY}. */
final class PartitionPicturesMain {
    private PartitionPicturesMain() {}

    public static void main(String[] args) throws Exception {
        var started = new FutureTask<Void>(() -> null);
        Platform.startup(started);
        started.get();
        // Each picture closes the only window.
        Platform.setImplicitExit(false);
        try {
            pictures(Path.of(args[0]));
        } finally {
            Platform.exit();
        }
    }

    private static void pictures(Path out) throws Exception {
        var small = Machines.small(4, 1024);
        var broken = new PartitionEdit.SetMemory(
                        new Range(0, 0), dev.diver.core.partition.MemoryRange.between(0x3ff0_0000L, 0x4100_1000L))
                .apply(new PartitionEdit.Give(Owner.part(0), dev.diver.core.partition.ProcessorSet.of(0)).apply(small));
        var two = Machines.hardware(2, 2, 8, 2, 16);
        var half = Template.HALF_OF_EACH_NODE.of(Machines.bare(two), two);
        var large = Machines.hardware(2, 4, 128, 1, 128);
        for (var dark : new boolean[] {false, true}) {
            picture(out, "small", small, Machines.topology(small), dark, 1180, 700);
            picture(out, "broken", broken, Machines.topology(small), dark, 880, 560);
            picture(out, "two", half, two, dark, 1180, 700);
            picture(out, "bare", Machines.bare(two), two, dark, 1180, 700);
            picture(out, "large", Machines.huge(large), large, dark, 1820, 980);
        }
        picture(out, "large-small-window", Machines.huge(large), large, false, 1180, 700);
    }

    private static void picture(
            Path out, String name, PartitionPlan plan, Topology topology, boolean dark, int width, int height)
            throws Exception {
        var stage = onScreen(() -> {
            Application.setUserAgentStylesheet(
                    dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
            var model = new PartitionModel(plan, topology, Tasks.onThreads(), OptionalInt.of(64));
            var view = new PartitionView(model, new Silent(), new Silent());
            view.bar(List.of());
            var root = new StackPane(view.content());
            root.getStyleClass().add("workbench");
            root.pseudoClassStateChanged(PseudoClass.getPseudoClass("dark"), dark);
            var scene = new Scene(root, width, height);
            scene.getStylesheets()
                    .add(PartitionView.class
                            .getResource("/dev/diver/app/screen/workbench.css")
                            .toExternalForm());
            var made = new Stage();
            made.setX(0);
            made.setY(0);
            made.setScene(scene);
            made.show();
            view.focus();
            Range.all(plan).stream().findFirst().ifPresent(range -> model.select(Optional.of(range)));
            return made;
        });
        Thread.sleep(1500);
        onScreen(() -> {
            Pictures.write(
                    stage.getScene(), out.resolve(name + "-" + (dark ? "dark" : "light") + "-" + width + ".png"));
            stage.hide();
            return null;
        });
    }

    static final class Silent implements Notices, Modals {
        @Override
        public void tell(String message, Remedy... next) {}

        @Override
        public void warn(String text) {}

        @Override
        public void problem(Failure failure, List<Remedy> remedies) {}

        @Override
        public void show(Region content) {}

        @Override
        public void hide() {}

        @Override
        public boolean shows(Region content) {
            return false;
        }
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
