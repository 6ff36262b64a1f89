package dev.diver.app.command;

import dev.diver.core.kernel.KernelReference;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "pull", description = "Bring a kernel, with all that development needs, onto this machine.")
final class PullCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "REF", description = "Such as snorkel:0.1.0 or linux:6.1-cloud.")
    private KernelReference reference;

    @Option(names = "--json", description = "Print what was pulled as JSON.")
    private boolean json;

    PullCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var engine = context.readyEngine();
        if (reference.digest().isEmpty()) {
            // What is meant by no version, or by one without a configuration, the index tells.
            var indexes = engine.registries().indexes().stream()
                    .filter(index -> index.name().equals(reference.catalog()))
                    .toList();
            new IndexNotes(indexes, Instant.now()).printOld(context.err());
        }
        var kernel = engine.catalog().pull(reference, context.progress(), context.cancellation());
        if (json) {
            context.printJson(Map.of(
                    "ref",
                    kernel.manifest().reference(),
                    "digest",
                    kernel.digest(),
                    "path",
                    kernel.root().toString()));
        } else {
            context.out().println(kernel.manifest().reference() + "@" + kernel.digest());
        }
        return 0;
    }
}
