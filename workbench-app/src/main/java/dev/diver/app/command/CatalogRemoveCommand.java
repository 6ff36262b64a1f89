package dev.diver.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "remove",
        description =
                "Forget a registry and its index; kernels that were pulled from it stay, and so do its login and policy.")
final class CatalogRemoveCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private CatalogName name = new CatalogName();

    CatalogRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.engine().get().registries().remove(name.text());
        return 0;
    }
}
