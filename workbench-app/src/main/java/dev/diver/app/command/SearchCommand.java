package dev.diver.app.command;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.kernel.LookAlikes;
import dev.diver.core.kernel.Mode;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "search", description = "List the kernels of all catalogs that fit, best first.")
final class SearchCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "WORD", description = "What to look for; the beginning of a word is enough.")
    private List<String> words = List.of();

    @Mixin
    private SearchFilters filters = new SearchFilters();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Count.class,
            description = "At most this many (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    SearchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var engine = context.readyEngine();
        var result = engine.catalog().search(filters.query(String.join(" ", words), limit, engine));
        new IndexNotes(engine.registries().indexes(), Instant.now()).print(context.err());
        result.storeProblem()
                .ifPresent(problem ->
                        context.err().println("note: It is not known which of them were pulled. " + problem.text()));
        if (json) {
            context.printJson(result.entries());
            return 0;
        }
        var table = new Table();
        for (var entry : result.entries()) {
            table.row(
                    entry.ref().toString(),
                    entry.pulled() ? "pulled" : "",
                    entry.modes().stream().map(Mode::word).collect(Collectors.joining(",")),
                    entry.summary());
        }
        table.print(context.out());
        LookAlikes.among(result.entries().stream().map(CatalogEntry::ref).toList())
                .forEach(sentence -> context.err().println("note: " + sentence));
        if (result.entries().isEmpty()) {
            context.err().println("No kernel fits. diver search without words lists them all.");
        } else if (result.total() > result.entries().size()) {
            context.err().println(result.entries().size() + " of " + result.total() + " shown; --limit shows more.");
        }
        return 0;
    }
}
