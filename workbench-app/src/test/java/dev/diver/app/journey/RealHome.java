package dev.diver.app.journey;

import dev.diver.app.EngineFactory;
import dev.diver.app.screen.Leftovers;
import dev.diver.app.screen.debug.Debugger;
import dev.diver.cokernel.FilledHome;
import dev.diver.console.gdb.GdbDebugger;
import dev.diver.console.gdb.SymbolMismatch;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;

/**
 * The real engine in a home of its own.
 *
 * @param root on a short path, for sockets below it have short names
 */
record RealHome(Path root, Engine engine) {

    /** As after the installation: nobody has opened the catalog. */
    static RealHome empty() throws IOException {
        var root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        return new RealHome(root, EngineFactory.create(home(root), System.getenv("PATH")));
    }

    static RealHome of(FilledHome filled) throws IOException {
        var root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        filled.copyTo(home(root));
        return new RealHome(root, EngineFactory.create(home(root), System.getenv("PATH")));
    }

    private static DiverHome home(Path root) {
        return DiverHome.in(root.resolve("home"), Path.of(System.getProperty("diver.assets")));
    }

    /** The real gdb. */
    static Debugger gdb() {
        var gdb = new GdbDebugger(new HostProgram(System.getenv("PATH")));
        return (target, log) -> gdb.start(target, log, SymbolMismatch.LEAVE_OUT);
    }

    /** The window goes, and all that it started. */
    void end(FxRobot robot, Stage stage) {
        robot.interact(() -> stage.hide());
        engine.dives().active().forEach(dive -> dive.kill());
        Leftovers.delete(root);
    }
}
