package dev.diver.app.command;

import dev.diver.core.catalog.Registries;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the registries that were added.")
final class CatalogListCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    CatalogListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var registries = context.engine().get().registries();
        var list = registries.list();
        if (json) {
            context.printJson(list.stream().map(Entry::of).toList());
        } else {
            var table = new Table();
            list.forEach(known -> table.row(
                    known.name(),
                    known.url(),
                    known.mirrors().stream().map(mirror -> "mirror " + mirror).collect(Collectors.joining(", "))));
            table.print(context.out());
        }
        registries
                .broken()
                .forEach(name -> context.err()
                        .println(name + ": its file is wrong; diver catalog remove " + name + ", or mend it."));
        if (list.isEmpty()) {
            context.err().println("No registries yet. diver catalog add --help says how to add one.");
        }
        return 0;
    }

    /** The contract that other programs read. */
    private record Entry(String name, String url, List<String> mirrors, Optional<String> ca, boolean update) {
        static Entry of(Registries.Known known) {
            return new Entry(
                    known.name(),
                    known.url(),
                    known.mirrors(),
                    known.authority().map(Object::toString),
                    known.updates());
        }
    }
}
