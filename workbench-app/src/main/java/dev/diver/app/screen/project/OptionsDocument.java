package dev.diver.app.screen.project;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.dive.OptionForm;
import dev.diver.core.dive.Deployer;
import dev.diver.core.net.Net;
import dev.diver.core.option.OptionSchema.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/** The options of the current net's dive as a form: written into {@code net.toml}, or for the next dive alone. */
final class OptionsDocument extends FixedDocument {
    static final String ID = "options";
    private static final String PLAN = "plan";
    private static final int PAUSE_MS = 350;
    private final Bench bench;
    private final Projects projects;
    private final NetText netText;
    private final ProjectRunner runner;
    private final ProjectDesk.Drawings drawings;
    private final ScrollPane content = new ScrollPane();
    private final ToggleSwitch once = new ToggleSwitch("Only for the next dive");
    private final Map<Option, String> waiting = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Delay writing = new Delay(PAUSE_MS, this::write);
    private Project shown;
    private Net drawn;
    private boolean ownChange;

    OptionsDocument(
            Bench bench, Projects projects, NetText netText, ProjectRunner runner, ProjectDesk.Drawings drawings) {
        super(ID, "Dive options", MaterialDesignT.TUNE);
        this.drawings = drawings;
        this.bench = bench;
        this.projects = projects;
        this.netText = netText;
        this.runner = runner;
        content.setId("dive-options");
        content.setFitToWidth(true);
        once.setId("options-once");
        once.selectedProperty().subscribe((was, is) -> settings.clear());
        projects.current().flatMap(Project::net).subscribe(net -> netChanged());
        projects.current().subscribe(project -> netChanged());
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public Place place() {
        return Place.RIGHT;
    }

    private void netChanged() {
        var project = projects.current().get();
        var net = project == null ? null : project.net().get();
        if (ownChange && project == shown) {
            drawn = net;
        } else if (project != shown || net != drawn) {
            shown = project;
            drawn = net;
            settings.clear();
            waiting.clear();
            draw(project, net);
        }
    }

    private void draw(Project project, Net net) {
        if (net == null) {
            content.setFitToHeight(true);
            content.setContent(EmptyState.of(
                    MaterialDesignT.TUNE, "No net", "The options of the current net's dive appear here."));
            return;
        }
        bench.tasks()
                .quietly(
                        () -> bench.engine().dives().deployers().stream()
                                .filter(deployer -> deployer.mode() == net.mode())
                                .findFirst(),
                        deployer -> {
                            if (drawn == net) {
                                draw(project, net, deployer);
                            }
                        },
                        bench.notices()::problem);
    }

    private void draw(Project project, Net net, Optional<Deployer> deployer) {
        content.setFitToHeight(false);
        var title = new Label(project.name() + ": " + net.mode());
        title.getStyleClass().add(Styles.TITLE_4);
        var box = new VBox(14, title);
        if (deployer.isEmpty()) {
            var none = new Label("No deployer of this Diver knows the mode " + net.mode() + ".");
            none.setWrapText(true);
            box.getChildren().add(none);
        } else {
            var values = net.options().getOrDefault(net.mode(), JsonNodeFactory.instance.objectNode());
            var dive = new Button("Dive", Icons.of(MaterialDesignP.PLAY));
            dive.setId("options-dive");
            dive.getStyleClass().add(Styles.ACCENT);
            dive.setOnAction(event -> runner.dive(project, settings()));
            var plan = new Button("Explain");
            plan.setId("options-explain");
            plan.setOnAction(event -> runner.explain(project, settings()));
            var buttons = new FlowPane(8, 8, dive, plan);
            deployer.get().options().options().stream()
                    .filter(option -> option.key().equals(PLAN))
                    .findFirst()
                    .ifPresent(option -> buttons.getChildren()
                            .add(drawButton(
                                    project, net, option, values.path(PLAN).asText())));
            box.getChildren().addAll(buttons, once, OptionForm.of(deployer.get().options(), values, this::changed));
        }
        box.getStyleClass().add("side-page");
        content.setContent(box);
    }

    /** @param file the partition plan's, within the net; empty where none is named yet */
    private Button drawButton(Project project, Net net, Option option, String file) {
        var draw = new Button("Draw\u2026", Icons.of(MaterialDesignV.VIEW_DASHBOARD_OUTLINE));
        draw.setId("options-draw");
        draw.setTooltip(new Tooltip("The partition plan of this dive as a drawing"));
        draw.setOnAction(event -> bench.tasks()
                .quietly(
                        () -> Optional.of(file)
                                .filter(name -> !name.isEmpty())
                                .map(name -> project.directory().resolve(name).normalize())
                                .filter(path -> path.startsWith(project.directory()))
                                .filter(Files::isRegularFile),
                        there -> there.ifPresentOrElse(
                                drawings::open,
                                () -> drawings.create(project.directory(), made -> use(project, net, option, made))),
                        bench.notices()::problem));
        return draw;
    }

    /** Names a new plan in {@code net.toml}; one that is elsewhere is the person's to bring in. */
    private void use(Project project, Net net, Option option, Path made) {
        if (made.startsWith(project.directory())) {
            var name = project.directory().relativize(made).toString();
            netText.set(project, net.mode(), Map.of(option.key(), OptionForm.value(option, name)), () -> {});
        } else {
            bench.notices()
                    .tell("A dive takes a plan of its own net: copy " + made + " to " + project.directory() + ".");
        }
    }

    private Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    private void changed(Option option, String text) {
        if (once.isSelected()) {
            if (text.isBlank()) {
                settings.remove(option.key());
            } else {
                settings.put(option.key(), OptionForm.setting(option, text));
            }
        } else {
            waiting.put(option, text);
            writing.again();
        }
    }

    private void write() {
        if (shown == null || drawn == null || waiting.isEmpty()) {
            return;
        }
        var values = waiting.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().key(),
                        entry -> OptionForm.value(entry.getKey(), entry.getValue()),
                        (one, other) -> other,
                        LinkedHashMap::new));
        waiting.clear();
        ownChange = true;
        netText.set(shown, drawn.mode(), values, () -> bench.tasks().onScreen(() -> ownChange = false));
    }
}
