package dev.diver.app.command;

import dev.diver.core.catalog.SigningKeys.Policy;
import dev.diver.core.catalog.TrustMode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "policy",
        description = "Show or set what is asked of a catalog's packages: that a trusted key signed them, or not.",
        footer = {
            "",
            "require: what nobody vouches for is refused; warn: it is taken, and told; off: nobody looks.",
            "Such as: diver key policy lab require"
        },
        footerHeading = "")
final class KeyPolicyCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "CATALOG", description = "Its name (diver catalog list).")
    private String catalog;

    @Parameters(index = "1", arity = "0..1", paramLabel = "MODE", description = "require, warn or off.")
    private TrustMode mode;

    @Option(
            names = "--first-use",
            negatable = true,
            fallbackValue = "true",
            description = "Whether the first key that is seen is trusted, while none is.")
    private Boolean firstUse;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    KeyPolicyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var keys = context.engine().get().keys();
        var before = keys.policy(catalog);
        var now = new Policy(mode == null ? before.mode() : mode, firstUse == null ? before.firstUse() : firstUse);
        if (!now.equals(before)) {
            keys.setPolicy(catalog, now);
        }
        if (json) {
            context.printJson(new Document(catalog, Words.of(now.mode()), now.firstUse()));
        } else {
            context.out().println(Words.of(now.mode()) + (now.firstUse() ? ", first key is trusted" : ""));
        }
        return 0;
    }

    /** The contract that other programs read. */
    private record Document(String catalog, String mode, boolean firstUse) {}
}
