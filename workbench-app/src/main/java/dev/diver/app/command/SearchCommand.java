package dev.diver.app.command;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.NetEntry;
import dev.diver.core.catalog.NetSearchResult;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.kernel.KernelReference;
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

@Command(name = "search", description = "List the kernels of all catalogs that fit, or the nets, best first.")
final class SearchCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "WORD", description = "What to look for; the beginning of a word is enough.")
    private List<String> words = List.of();

    @Mixin
    private SearchFilters filters = new SearchFilters();

    @Option(names = "--nets", description = "Published nets instead of kernels.")
    private boolean nets;

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
        if (nets) {
            filters.requireForNets();
        }
        var engine = context.readyEngine();
        var query = filters.query(String.join(" ", words), limit, engine);
        var notes = new IndexNotes(engine.registries().indexes(), Instant.now());
        if (nets) {
            var found = engine.catalog().nets(query);
            notes.print(context.err());
            print(found);
        } else {
            var found = engine.catalog().search(query);
            notes.print(context.err());
            print(found);
        }
        return 0;
    }

    private void print(SearchResult result) {
        result.storeProblem()
                .ifPresent(problem ->
                        context.err().println("note: It is not known which of them were pulled. " + problem.text()));
        if (json) {
            context.printJson(result.entries());
            return;
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
        tell(
                result.entries().stream().map(CatalogEntry::ref).toList(),
                result.total(),
                "No kernel fits. diver search without words lists them all.");
    }

    private void print(NetSearchResult result) {
        if (json) {
            context.printJson(result.entries());
            return;
        }
        var table = new Table();
        for (var entry : result.entries()) {
            table.row(
                    entry.ref().toString(),
                    entry.kernel().map(SearchCommand::readable).orElse(""),
                    entry.signed().isEmpty() ? "" : "signed",
                    entry.summary());
        }
        table.print(context.out());
        tell(
                result.entries().stream().map(NetEntry::ref).toList(),
                result.total(),
                "No net fits. diver search --nets without words lists them all.");
    }

    private static String readable(KernelReference locked) {
        return "on " + new KernelReference(locked.catalog(), locked.name(), locked.tag(), "");
    }

    private void tell(List<KernelReference> shown, int total, String nothing) {
        LookAlikes.among(shown).forEach(sentence -> context.err().println("note: " + sentence));
        if (shown.isEmpty()) {
            context.err().println(nothing);
        } else if (total > shown.size()) {
            context.err().println(shown.size() + " of " + total + " shown; --limit shows more.");
        }
    }
}
