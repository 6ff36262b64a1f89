package dev.diver.app.screen.shell;

import dev.diver.app.screen.catalog.CatalogDocument;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.download.DownloadsDocument;
import dev.diver.app.screen.download.DownloadsModel;
import dev.diver.app.screen.key.KeysDocument;
import dev.diver.app.screen.machine.Machine;
import dev.diver.app.screen.machine.MachineDocument;
import dev.diver.app.screen.node.NodesDocument;
import dev.diver.app.screen.project.ProjectDesk;
import dev.diver.app.screen.registry.CatalogsDocument;
import dev.diver.app.screen.registry.IndexesModel;
import dev.diver.app.screen.runs.RunsDocument;
import dev.diver.core.kernel.KernelReference;
import java.time.InstantSource;
import java.util.List;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The tabs of which there is always one, and the ways to them. */
final class Places {
    private final Bench bench;
    private final DownloadsModel downloads;
    private final IndexesModel indexes;
    private final KeysDocument keys;
    private final CatalogsDocument catalogs;
    private final CatalogDocument catalog;
    private final DownloadsDocument downloadList;
    private final RunsDocument runs;
    private final NodesDocument nodes;
    private final Action toCatalog;
    private final Action toNets;
    private final Action toMachine;
    private final Action toRuns;
    private final Action toNodes;
    private final Action toCatalogs;
    private final Action toKeys;
    private final Action toDownloads;

    Places(
            Bench bench,
            Machine machine,
            RunsDocument runs,
            NodesDocument nodes,
            ProjectDesk projects,
            DownloadsModel downloads) {
        this.bench = bench;
        this.downloads = downloads;
        this.runs = runs;
        this.nodes = nodes;
        var machinePage = new MachineDocument(bench, machine);
        toCatalog = toCatalog(this::showCatalog);
        toNets = toNets(() -> open(projects.nets()));
        toMachine = Action.of("go-machine", "View", "Machine", MaterialDesignS.SERVER, () -> open(machinePage))
                .on("Shortcut+3");
        toRuns = Action.of("go-runs", "View", "Runs", MaterialDesignH.HISTORY, this::showRuns)
                .on("Shortcut+4");
        toNodes = Action.of("go-nodes", "View", "Nodes", MaterialDesignS.SERVER_NETWORK, this::showNodes)
                .on("Shortcut+5");
        toCatalogs = Action.of("go-catalogs", "View", "Catalogs", MaterialDesignC.CLOUD_OUTLINE, this::showCatalogs)
                .on("Shortcut+6");
        toKeys = Action.of("go-keys", "View", "Keys", MaterialDesignK.KEY_OUTLINE, this::showKeys)
                .on("Shortcut+7");
        toDownloads = Action.of(
                        "go-downloads", "View", "Downloads", MaterialDesignD.DOWNLOAD_OUTLINE, this::showDownloads)
                .on("Shortcut+8");
        keys = new KeysDocument(bench);
        indexes = new IndexesModel(bench.engine().registries(), bench.tasks(), bench.notices(), InstantSource.system());
        catalogs = new CatalogsDocument(bench, indexes, this::showKey);
        downloadList = new DownloadsDocument(downloads, bench.notices(), this::showKernel);
        catalog = new CatalogDocument(bench, downloads, indexes, toCatalogs, projects::open);
    }

    /** The ways to all. */
    List<Action> all() {
        return List.of(toCatalog, toNets, toMachine, toRuns, toNodes, toCatalogs, toKeys, toDownloads);
    }

    /** Those that are always seen at the left. */
    List<Action> inNavigation() {
        return List.of(toCatalog, toNets, toMachine, toRuns, toNodes);
    }

    static Action toCatalog(Runnable show) {
        return Action.of("go-catalog", "View", "Catalog", MaterialDesignA.ANCHOR, show)
                .on("Shortcut+1");
    }

    static Action toNets(Runnable show) {
        return Action.of("go-nets", "View", "Nets", MaterialDesignP.POWER_SOCKET, show)
                .on("Shortcut+2");
    }

    Action toMachine() {
        return toMachine;
    }

    Action toRuns() {
        return toRuns;
    }

    Action toDownloads() {
        return toDownloads;
    }

    /** The engine's catalog is open: what is found in it can be shown. */
    void catalogIsOpen() {
        catalog.refresh();
        indexes.refresh();
        if (!downloads.all().isEmpty()) {
            bench.notices()
                    .tell(
                            Words.count(downloads.all().size(), "download")
                                    + " of the last time did not come to an end.",
                            new Notices.Remedy("Resume", downloads::resumeAll),
                            new Notices.Remedy("Show", this::showDownloads));
        }
        indexes.bringDue();
    }

    void showCatalog() {
        open(catalog);
    }

    private void showKernel(KernelReference reference) {
        open(catalog);
        catalog.show(reference);
    }

    void importKernel() {
        showCatalog();
        catalog.importKernel();
    }

    private void showCatalogs() {
        catalogs.refresh();
        open(catalogs);
    }

    void addCatalog() {
        showCatalogs();
        catalogs.add();
    }

    private void showKeys() {
        keys.refresh();
        open(keys);
    }

    private void showKey(String name) {
        keys.show(name);
        open(keys);
    }

    private void showDownloads() {
        open(downloadList);
    }

    private void showRuns() {
        runs.refresh();
        open(runs);
    }

    private void showNodes() {
        nodes.refresh();
        open(nodes);
    }

    private void open(Document document) {
        bench.documents().open(document);
    }
}
