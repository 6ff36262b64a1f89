package dev.diver.app.command;

import dev.diver.core.kernel.KernelReference;
import dev.diver.core.publish.YankOrder;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "yank",
        description =
                "Hide a published version from search and from new references; nets that are locked to it still get it.",
        footer = {"", "Such as: diver yank lab/snorkel:0.2.0-linked --reason \"loses data\" --sign mykey"},
        footerHeading = "")
final class YankCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "REF", description = "The version, as CATALOG/NAME:VERSION.")
    private KernelReference version;

    @Option(names = "--reason", paramLabel = "TEXT", description = "What those who ask for it are told.")
    private String reason = "";

    @Option(names = "--undo", description = "Show it again.")
    private boolean undo;

    @Option(
            names = "--sign",
            paramLabel = "KEY",
            description = "Sign it with this key (diver key list), or with a file.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--json", description = "Print what was done as JSON.")
    private boolean json;

    @Mixin
    private PasswordOption password = new PasswordOption();

    YankCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var yanked = context.engine()
                .get()
                .publications()
                .yank(
                        new YankOrder(version, reason, undo, key),
                        password::ofKey,
                        context.progress(),
                        context.cancellation());
        if (json) {
            context.printJson(yanked);
        } else {
            context.out().println(yanked.ref() + "@" + yanked.digest());
        }
        context.err()
                .println(
                        yanked.yanked() ? "It is hidden now; diver yank --undo shows it again." : "It is shown again.");
        return 0;
    }
}
