package dev.diver.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.diver.app.command.DiverCommandLine;
import dev.diver.app.screen.debug.Debugger;
import dev.diver.console.gdb.GdbDebugger;
import dev.diver.console.gdb.SymbolMismatch;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.process.HostProgram;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The program's start: the command with arguments, the workbench without, and the tour where there is no display. */
public final class Main {
    /** Set for a run that ends by itself, whose classes are to be kept: of some verbs ({@code command}) or of the window. */
    private static final String TRAINING = "DIVER_TRAINING";

    private Main() {}

    public static void main(String[] args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            // Scripts and completion ask often; reading all verbs first takes longer than all the rest.
            System.out.println("diver " + DiverCommandLine.VERSION);
            return;
        }
        LibraryLogs.quieten();
        var environment = System.getenv();
        var assets = Path.of(System.getProperty("diver.assets", "assets")).toAbsolutePath();
        var home = DiverHome.fromEnvironment(environment, assets);
        NativeLibraries.keepIn(home.cache());
        var path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        var debugger = new GdbDebugger(new HostProgram(path));
        var engine = once(() -> EngineFactory.create(home, path, environment));
        // Symbols that were refused are told of in the session, which goes on without them.
        Debugger window = (target, log) -> debugger.start(target, log, SymbolMismatch.LEAVE_OUT);
        var command = new DiverCommandLine(engine, json(), new TerminalGdb(debugger));
        if (environment.getOrDefault(TRAINING, "").equals("command")) {
            command.run("--help");
            command.run("search", "snorkel");
            command.run("runs");
            System.exit(0);
        } else if (environment.containsKey(TRAINING)) {
            Window.openAndLeave(engine.get(), window);
        } else if (args.length > 0) {
            System.exit(command.run(args));
        } else if (environment.getOrDefault("DISPLAY", "").isEmpty()) {
            System.err.println("There is no display (DISPLAY is not set), so the tour runs here in the terminal.");
            System.exit(command.run("tour"));
        } else {
            Window.open(engine.get(), window);
        }
    }

    private static Supplier<Engine> once(Supplier<Engine> make) {
        return new Supplier<>() {
            private Engine made;

            @Override
            public synchronized Engine get() {
                if (made == null) {
                    made = make.get();
                }
                return made;
            }
        };
    }

    /** As all of {@code --json} is written. */
    static ObjectMapper json() {
        return JsonMapper.builder()
                // The library would write a path as a file: URI.
                .addModule(new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance))
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS))
                .build();
    }
}
