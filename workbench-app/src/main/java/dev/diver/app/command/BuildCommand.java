package dev.diver.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "build", description = "Build a net: make, in a sandbox.")
final class BuildCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The net's directory (default: this one).")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "Print the result, with every diagnostic, as JSON.")
    private boolean json;

    @Option(
            names = "--relock",
            description = "First take what net.toml's kernel means today in place of the one in net.lock.")
    private boolean relock;

    @Mixin
    private TrustOption trust = new TrustOption();

    BuildCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var engine = context.engine().get();
        var net = engine.nets().open(directory.toAbsolutePath().normalize());
        trust.settle(engine, net);
        if (relock) {
            var kernel = context.readyEngine().nets().relock(net, context.progress(), context.cancellation());
            context.err()
                    .println(net.name() + " is locked to " + kernel.manifest().reference() + ", " + kernel.digest()
                            + ".");
        }
        var result = engine.builds().build(net, context.err()::println, context.cancellation());
        if (json) {
            context.printJson(result);
        } else if (result.upToDate()) {
            context.err().println("Nothing has changed since the last build.");
        } else if (!result.ok()) {
            context.err().println("The build failed: make ended with status " + result.exitCode() + ".");
        }
        return result.ok() ? 0 : 1;
    }
}
