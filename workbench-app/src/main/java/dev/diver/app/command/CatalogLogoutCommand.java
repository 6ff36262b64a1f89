package dev.diver.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "logout", description = "Forget a registry's login that Diver keeps; those of docker stay.")
final class CatalogLogoutCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private CatalogName name = new CatalogName();

    CatalogLogoutCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.engine().get().registries().logout(name.text());
        return 0;
    }
}
