package dev.diver.app.command;

import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fork",
        description = "Make a folder of a kernel in which its sources and configuration can be changed.",
        footer = {"", "Such as: diver fork snorkel mine; then: diver publish mine --to lab/snorkel:0.2.0"},
        footerHeading = "")
final class ForkCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "REF", description = "The kernel; pulled where that is needed.")
    private KernelReference kernel;

    @Parameters(index = "1", paramLabel = "DIR", description = "A folder that is not there yet, or empty.")
    private Path directory;

    @Option(names = "--json", description = "Print what was made as JSON.")
    private boolean json;

    @Mixin
    private TrustOption trust = new TrustOption();

    ForkCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var engine = context.readyEngine();
        var fork = engine.publications().fork(kernel, directory, context.progress(), context.cancellation());
        trust.settleScripts(engine, fork.directory());
        if (json) {
            context.printJson(fork);
        } else {
            context.out().println(fork.directory());
        }
        context.err()
                .println("Made of " + fork.from() + ", and called " + fork.kernel()
                        + ": kernel.json says so. Next: diver" + " publish " + directory
                        + " --to CATALOG/NAME:VERSION");
        return 0;
    }
}
