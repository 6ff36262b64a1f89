package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.core.dive.Deployer;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Net;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/** How the current net dives; another choice is written into its {@code net.toml}. */
final class ModeChooser {
    private final ComboBox<Mode> box = new ComboBox<>();
    /** A control that cannot be used has no tooltip; what is around it has. */
    private final StackPane frame = new StackPane(box);

    private final Tooltip tip = new Tooltip();
    private final Bench bench;
    private final Projects projects;
    private final NetText netText;

    ModeChooser(Bench bench, Projects projects, NetText netText) {
        this.bench = bench;
        this.projects = projects;
        this.netText = netText;
        box.setId("project-mode");
        Tooltip.install(frame, tip);
        box.setPromptText("mode");
        box.setMinWidth(84);
        box.setPrefWidth(100);
        box.setOnAction(event -> chosen());
        projects.current().flatMap(Project::net).subscribe(this::show);
        bench.tasks()
                .quietly(
                        () -> bench.engine().dives().deployers().stream()
                                .map(Deployer::mode)
                                .sorted()
                                .toList(),
                        this::offer,
                        bench.notices()::problem);
    }

    Node node() {
        return frame;
    }

    private void offer(List<Mode> modes) {
        box.getItems().setAll(modes);
        var project = projects.current().get();
        show(project == null ? null : project.net().get());
    }

    private void show(Net net) {
        box.setDisable(net == null);
        tip.setText(net == null ? "How a net dives. Open a net first." : "How the net dives: the mode in its net.toml");
        box.setValue(net == null ? null : net.mode());
    }

    private void chosen() {
        var project = projects.current().get();
        var mode = box.getValue();
        var net = project == null ? null : project.net().get();
        if (net == null || mode == null || mode == net.mode()) {
            return;
        }
        netText.set(
                project,
                Map.of(List.of("dive", "mode"), Optional.of(mode.word())),
                () -> bench.notices().tell(net.name() + " dives in mode " + mode + " now."));
    }
}
