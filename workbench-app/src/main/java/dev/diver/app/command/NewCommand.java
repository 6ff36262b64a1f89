package dev.diver.app.command;

import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "new", description = "Make a project for an application on a kernel; it builds at once.")
final class NewCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "DIR", description = "The project's directory; its name is the net's name.")
    private Path directory;

    @Option(
            names = "--kernel",
            required = true,
            paramLabel = "REF",
            description = "The kernel; pulled where that is needed.")
    private KernelReference kernel;

    @Option(names = "--template", paramLabel = "T", description = "What to start from (default: the kernel's own).")
    private Optional<String> template = Optional.empty();

    NewCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var net = context.readyEngine()
                .nets()
                .create(
                        directory.toAbsolutePath().normalize(),
                        kernel,
                        template,
                        context.progress(),
                        context.cancellation());
        context.out().println(net.directory());
        context.err().println("Next: diver build " + directory + ", then diver dive " + directory);
        return 0;
    }
}
