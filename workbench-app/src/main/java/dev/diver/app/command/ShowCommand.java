package dev.diver.app.command;

import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.LookAlikes;
import dev.diver.core.kernel.Mode;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Tell all about one kernel: how it boots, takes arguments, and ends.")
final class ShowCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "REF", description = "Such as snorkel:0.1.0-loader.")
    private KernelReference reference;

    @Option(names = "--json", description = "Print the kernel's manifest as JSON.")
    private boolean json;

    ShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var catalog = context.readyEngine().catalog();
        if (json) {
            context.printJson(catalog.show(reference));
            return 0;
        }
        var details = catalog.details(reference, context.cancellation());
        var manifest = details.manifest();
        var entry = details.entry();
        var out = context.out();
        if (!details.alike().isEmpty()) {
            context.err().println("Warning: " + LookAlikes.warning(entry.ref(), details.alike()));
        }
        out.println(entry.ref() + "  " + manifest.summary());
        if (!manifest.description().isEmpty()) {
            out.println();
            out.println(manifest.description().strip());
        }
        out.println();
        var table = new Table()
                .row("family", manifest.family())
                .row("licence", manifest.licence())
                .row("tags", String.join(", ", manifest.tags()))
                .row("modes", manifest.modes().stream().map(Mode::word).collect(Collectors.joining(", ")))
                .row("application", Words.of(manifest.app().model()))
                .row("arguments", Words.of(manifest.args().channel()))
                .row("console", Words.of(manifest.console().device()))
                .row("ends by", Words.of(manifest.exit().mode()));
        manifest.boot().forEach(boot -> table.row("boots by", describe(boot)));
        details.evidence()
                .forEach(seen -> table.row(
                        "verified",
                        seen.vmm() + " " + seen.version() + ": " + seen.outcome() + " (" + seen.date()
                                + (seen.by().isEmpty() ? "" : ", says " + seen.by()) + ")"));
        details.yanked().ifPresent(reason -> table.row("yanked", reason));
        table.row("vouched", details.vouched().words())
                .row("digest", entry.digest())
                .row("pulled", entry.pulled() ? "yes" : "no, diver pull " + entry.ref() + " does it");
        table.print(out);
        return 0;
    }

    private static String describe(KernelManifest.Boot boot) {
        var text = new StringBuilder(Words.of(boot.protocol()));
        boot.memory().ifPresent(memory -> text.append(", at least ").append(memory));
        if (boot.cpus() > 1) {
            text.append(", up to ").append(boot.cpus()).append(" processors");
        }
        return text.toString();
    }
}
