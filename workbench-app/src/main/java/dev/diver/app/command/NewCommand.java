package dev.diver.app.command;

import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "new",
        description =
                "Make a project for an application on a kernel; it builds at once. Or take one that was published.")
final class NewCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "DIR", description = "The project's directory; its name is the net's name.")
    private Path directory;

    @ArgGroup(multiplicity = "1")
    private Source source;

    /** What it is made of. */
    static final class Source {
        @Option(names = "--kernel", paramLabel = "REF", description = "The kernel; pulled where that is needed.")
        private KernelReference kernel;

        @Option(
                names = "--from",
                paramLabel = "REF",
                description = "A published net instead, as CATALOG/NAME:VERSION; nothing of it is trusted yet.")
        private KernelReference from;
    }

    @Option(names = "--template", paramLabel = "T", description = "What to start from (default: the kernel's own).")
    private Optional<String> template = Optional.empty();

    NewCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (source.from != null) {
            return take();
        }
        var net = context.readyEngine()
                .nets()
                .create(
                        directory.toAbsolutePath().normalize(),
                        source.kernel,
                        template,
                        context.progress(),
                        context.cancellation());
        context.out().println(net.directory());
        context.err().println("Next: diver build " + directory + ", then diver dive " + directory);
        return 0;
    }

    private Integer take() {
        if (template.isPresent()) {
            throw new DiverException(
                    Problem.Kind.INVALID, "--template and --from exclude each other.", "", "Give one of them.");
        }
        var made = context.readyEngine()
                .publications()
                .take(source.from, directory, context.progress(), context.cancellation());
        context.out().println(made);
        context.err()
                .println("It came from elsewhere: look at it, then diver build " + directory
                        + " asks whether you trust it.");
        return 0;
    }
}
