package dev.diver.app.screen.console;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Bench;
import dev.diver.console.shell.LocalShell;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Shells of this host in the directory of a net. */
public final class ShellDesk {
    private final Bench bench;
    private final ConsoleDesk consoles;
    private final Supplier<Optional<Path>> directory;
    private final Map<String, String> environment;
    private final List<LocalShell> open = new ArrayList<>();
    private final Action action;
    private int count;

    /**
     * @param directory of the net that is worked on
     * @param environment of the shells, usually the program's own
     */
    public ShellDesk(
            Bench bench, ConsoleDesk consoles, Supplier<Optional<Path>> directory, Map<String, String> environment) {
        this.bench = bench;
        this.consoles = consoles;
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        action = Action.of("shell-open", "Net", "Terminal", MaterialDesignC.CONSOLE, this::open)
                .on("Shortcut+Alt+T")
                .unless(() -> directory.get().isEmpty() ? "Open a net first." : "");
    }

    /** For the palette and the shortcuts. */
    public List<Action> allActions() {
        return List.of(action);
    }

    private void open() {
        var net = directory.get().orElseThrow();
        bench.tasks()
                .quietly(
                        () -> start(net),
                        shell -> {
                            open.add(shell);
                            bench.documents()
                                    .open(new ShellDocument(
                                            bench, consoles, shell, net, ++count, () -> open.remove(shell)));
                        },
                        bench.notices()::problem);
    }

    private LocalShell start(Path net) throws Exception {
        if (!bench.engine().nets().isTrusted(net)) {
            // A prompt may run what a directory tells it to.
            throw new DiverException(
                    Problem.Kind.UNTRUSTED,
                    net.getFileName() + " is not trusted yet, so no shell is opened in it.",
                    "Shells, and what one starts in them, run without a sandbox and may do what files there say.",
                    "Build it, which asks whether you trust it, and open the terminal again.");
        }
        return LocalShell.start(
                "shell",
                List.of(program(), "-i"),
                net,
                environment,
                bench.engine().home().cache().resolve("shells"));
    }

    /** The person's, where it is one. */
    private String program() {
        var wanted = environment.getOrDefault("SHELL", "");
        return wanted.startsWith("/") && Files.isExecutable(Path.of(wanted)) ? wanted : "/bin/sh";
    }

    /** The window is gone: so are its shells when this returns. */
    public void close() {
        List.copyOf(open).forEach(LocalShell::close);
        open.clear();
    }
}
