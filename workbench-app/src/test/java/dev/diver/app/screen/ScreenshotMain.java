package dev.diver.app.screen;

import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.app.screen.screenshot.CatalogsTour;
import dev.diver.app.screen.screenshot.ConsoleToolsTour;
import dev.diver.app.screen.screenshot.ConsolesTour;
import dev.diver.app.screen.screenshot.DebugTour;
import dev.diver.app.screen.screenshot.EditorTour;
import dev.diver.app.screen.screenshot.FirstTour;
import dev.diver.app.screen.screenshot.NetsTour;
import dev.diver.app.screen.screenshot.PicturedWindow;
import dev.diver.app.screen.screenshot.PublishTour;
import dev.diver.app.screen.screenshot.SystemCallsTour;
import dev.diver.app.screen.screenshot.Tour;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.home.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * Shows the workbench on the fake engine and writes pictures of its views: {@code ScreenshotMain DIRECTORY [WIDTH HEIGHT
 * [light|dark [syscalls|consoles|console-tools|debug|editor|catalogs|publish]]]}.
 */
public final class ScreenshotMain {
    private static final int PAST_RUNS = 10_000;

    private static final Map<String, Tour> TOURS = Map.of(
            "", new FirstTour(),
            "syscalls", new SystemCallsTour(0),
            "consoles", new ConsolesTour(),
            "console-tools", new ConsoleToolsTour(),
            "debug", new DebugTour(),
            "editor", new EditorTour(),
            "catalogs", new CatalogsTour(),
            "publish", new PublishTour(),
            "nets", new NetsTour());

    private ScreenshotMain() {}

    public static void main(String[] args) throws Exception {
        var width = args.length > 2 ? Integer.parseInt(args[1]) : 1280;
        var height = args.length > 2 ? Integer.parseInt(args[2]) : 800;
        var theme = args.length > 3 ? args[3] : "light";
        var name = args.length > 4 ? args[4] : "";
        var tour = Optional.ofNullable(TOURS.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + TOURS.keySet()));
        var root = Files.createTempDirectory("dv");
        var config = Files.createDirectories(root.resolve("home/config"));
        Files.writeString(
                config.resolve("window.json"),
                "{\"x\":0,\"y\":0,\"width\":%d,\"height\":%d,\"theme\":\"%s\"}".formatted(width, height, theme));
        var started = new FutureTask<Void>(() -> null);
        Platform.startup(started);
        started.get();
        try {
            var stage = PicturedWindow.onScreen(Stage::new);
            PicturedWindow.onScreen(() -> {
                var engine = name.equals("editor") ? FakeEngine.withClangd(root) : FakeEngine.in(root, PAST_RUNS);
                new Workbench(engine, ConsoleView::new, FakeDebugSession::open).start(stage);
                return null;
            });
            Thread.sleep(3000);
            tour.walk(new PicturedWindow(stage, root, Path.of(args[0]), "-" + theme + "-" + width));
        } finally {
            Platform.exit();
            Folders.delete(root);
        }
    }
}
