package dev.diver.app.command;

import dev.diver.core.kernel.KernelReference;
import dev.diver.core.publish.PublishOrder;
import dev.diver.core.publish.Published;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description = "Build, test and boot the kernel of a folder, or pack a net, and bring it to a registry.",
        footer = {
            "",
            "Such as: diver publish mine --to lab/snorkel:0.2.0 --sign mykey",
            "A version never changes once it is there. What was cut goes on when it is done again."
        },
        footerHeading = "")
final class PublishCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "A folder with kernel.json or net.toml (default: this one).")
    private Path directory = Path.of("");

    @Option(
            names = "--to",
            required = true,
            paramLabel = "CATALOG/NAME:VERSION",
            description =
                    "Where to, and as what; HOST[:PORT][/PREFIX]/NAME:VERSION for a registry without a name. Without"
                            + " a version, the folder's own.")
    private KernelReference to;

    @Option(
            names = "--sign",
            paramLabel = "KEY",
            description = "Sign it with this key (diver key list), or with a file.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--dry-run", description = "Do all but what changes the registry.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print what was published as JSON.")
    private boolean json;

    @Mixin
    private TrustOption trust = new TrustOption();

    @Mixin
    private PasswordOption password = new PasswordOption();

    PublishCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var engine = context.readyEngine();
        var absolute = directory.toAbsolutePath().normalize();
        trust.settleScripts(engine, absolute);
        var published = engine.publications()
                .publish(
                        new PublishOrder(absolute, to, key, dryRun),
                        password::ofKey,
                        context.err()::println,
                        context.progress(),
                        context.cancellation());
        if (json) {
            context.printJson(published);
        } else {
            context.out().println(published.ref() + "@" + published.digest());
        }
        context.err().println(words(published));
        return 0;
    }

    private static String words(Published published) {
        var text = new StringBuilder(published.dryRun() ? "Would be published" : "Published");
        text.append(published.tags().size() == 1 ? "" : " as " + String.join(", ", published.tags()));
        published
                .evidence()
                .ifPresent(seen -> text.append("; ")
                        .append(seen.vmm())
                        .append(' ')
                        .append(seen.version())
                        .append(": ")
                        .append(seen.outcome()));
        return text.append(published.key().map(id -> "; signed by " + id).orElse("; not signed"))
                .append('.')
                .toString();
    }
}
