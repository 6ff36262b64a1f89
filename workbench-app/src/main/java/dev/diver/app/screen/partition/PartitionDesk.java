package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Documents;
import dev.diver.app.screen.common.Drafts;
import dev.diver.app.screen.common.Notices.Remedy;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.problem.DiverException;
import dev.diver.core.topology.MachineSource;
import dev.diver.core.topology.Topology;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/** The partition plans that are open as drawings. */
public final class PartitionDesk {
    private final Bench bench;
    private final Drafts drafts;
    private final Consumer<Path> asText;
    private final Map<Path, PartitionDocument> open = new LinkedHashMap<>();
    /** What is known of a plan's machine besides what its file says. */
    private final Map<Path, Topology> known = new HashMap<>();

    private final List<Action> actions;

    /**
     * @param drafts the window's
     * @param asText opens a file in a text editor
     * @param folder where a new plan is proposed to be; empty for the home directory
     */
    public PartitionDesk(Bench bench, Drafts drafts, Consumer<Path> asText, Supplier<Optional<Path>> folder) {
        this.bench = bench;
        this.asText = asText;
        this.drafts = drafts;
        actions = List.of(
                Action.of(
                                "partition-new",
                                "Partition",
                                "New partition plan\u2026",
                                MaterialDesignV.VIEW_DASHBOARD_OUTLINE,
                                () -> create(folder.get().orElseGet(PartitionDesk::home)))
                        .on("Shortcut+Alt+P"),
                Action.of(
                        "partition-open",
                        "Partition",
                        "Open a partition plan\u2026",
                        MaterialDesignF.FOLDER_OPEN_OUTLINE,
                        this::choose));
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    /** Whether a file of that name is opened as a drawing. */
    public static boolean isPlan(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".json") && (name.startsWith("partition") || name.endsWith(".partition.json"));
    }

    /** For the palette and the shortcuts. */
    public List<Action> allActions() {
        return actions;
    }

    /** Those whose tab is still there. */
    private List<PartitionDocument> all() {
        open.values().removeIf(document -> bench.documents().find(document.id()).isEmpty());
        return List.copyOf(open.values());
    }

    public List<Path> files() {
        return all().stream().map(PartitionDocument::file).toList();
    }

    /** Opens a plan's file as a drawing; as text, with its errors told, where it is no plan. */
    public void open(Path path) {
        var file = new PlanFile(path);
        var there = bench.documents().find(PartitionDocument.id(file.path()));
        if (there.isPresent()) {
            bench.documents().open(there.get());
            return;
        }
        var asked = bench.documents().ask();
        record Read(PlanFile.Content content, Optional<String> draft, Optional<Topology> host) {}
        bench.tasks()
                .quietly(
                        () -> {
                            var content = file.read();
                            return new Read(
                                    content,
                                    drafts.find(file.path()),
                                    host(content.plan().machine()));
                        },
                        read -> {
                            read.host().ifPresent(host -> known.putIfAbsent(file.path(), host));
                            show(file, read.content(), read.draft(), asked);
                        },
                        failure -> bench.notices()
                                .problem(
                                        failure,
                                        List.of(new Remedy("Edit as text", () -> asText.accept(file.path())))));
    }

    /** This host, where the plan may be of it: then more is known than its file says. */
    private static Optional<Topology> host(Machine machine) {
        if (machine.type().isVirtual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MachineSource.read(MachineSource.HOST))
                    .filter(host -> MachineTopology.fits(host, machine));
        } catch (DiverException e) {
            // Drawn is then what the file says.
            return Optional.empty();
        }
    }

    private void show(PlanFile file, PlanFile.Content content, Optional<String> draft, Documents.Asked asked) {
        var there = bench.documents().find(PartitionDocument.id(file.path()));
        if (there.isPresent()) {
            asked.open(there.get());
            return;
        }
        var machine = content.plan().machine();
        var topology = Optional.ofNullable(known.get(file.path()))
                .filter(one -> MachineTopology.fits(one, machine))
                .orElseGet(() ->
                        MachineTopology.of(machine.type().isVirtual() ? "QEMU " + machine.type() : "machine", machine));
        var document = new PartitionDocument(bench, drafts, file, content, topology, draft, desk());
        open.put(file.path(), document);
        asked.open(document);
    }

    private PartitionDocument.Desk desk() {
        return new PartitionDocument.Desk() {
            @Override
            public void duplicate(PartitionDocument from) {
                new PlanFileDialog(bench, "Duplicate the layout", from.file(), target -> {
                            write(
                                    target,
                                    from.model().settled(),
                                    from.model().topology().get());
                        })
                        .show();
            }

            @Override
            public void asText(Path file) {
                asText.accept(file);
            }
        };
    }

    /** Asks for the machine and the template, writes the file and opens it. */
    public void create(Path folder) {
        create(folder, made -> {});
    }

    /** @param made learns where the file is, once it is there */
    public void create(Path folder, Consumer<Path> made) {
        new NewPlanDialog(bench, folder, (target, plan, topology) -> write(target, plan, topology, made)).show();
    }

    /** Writes a new file and opens it as a drawing of that machine. */
    void write(Path target, PartitionPlan plan, Topology topology) {
        write(target, plan, topology, made -> {});
    }

    private void write(Path target, PartitionPlan plan, Topology topology, Consumer<Path> made) {
        bench.tasks()
                .quietly(
                        () -> {
                            dev.diver.core.partition.PartitionFiles.create(target, plan);
                            return target;
                        },
                        written -> {
                            bench.modals().hide();
                            known.put(new PlanFile(written).path(), topology);
                            open(written);
                            made.accept(written);
                        },
                        bench.notices()::problem);
    }

    private void choose() {
        var chooser = new FileChooser();
        chooser.setTitle("A partition plan");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Partition plans", "*.json"));
        var chosen =
                chooser.showOpenDialog(Window.getWindows().stream().findFirst().orElse(null));
        if (chosen != null) {
            open(chosen.toPath());
        }
    }

    /** Opens again what was open when the window was closed. */
    public void reopen(List<String> paths) {
        paths.stream().filter(PartitionDesk::looksLikePlan).forEach(path -> open(Path.of(path)));
    }

    private static boolean looksLikePlan(String path) {
        try {
            return Path.of(path).isAbsolute()
                    && isPlan(Path.of(path))
                    && java.nio.file.Files.isRegularFile(Path.of(path));
        } catch (java.nio.file.InvalidPathException e) {
            return false;
        }
    }

    /** Keeps what is not saved, then goes on; for the time when the window closes. */
    public void keepAll(Runnable next) {
        var unsaved = new LinkedHashMap<Path, String>();
        all().forEach(document -> document.unsaved().ifPresent(text -> unsaved.put(document.file(), text)));
        bench.tasks()
                .quietly(
                        () -> {
                            for (var entry : unsaved.entrySet()) {
                                drafts.keep(entry.getKey(), entry.getValue());
                            }
                            return unsaved.size();
                        },
                        kept -> next.run(),
                        bench.notices()::problem);
    }
}
