package dev.diver.app.command;

import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.Registries.IndexNews;
import dev.diver.core.catalog.Registries.Known;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "index",
        description = "Bring what is new in the indexes of registries, so that search finds what they have.",
        footer = {
            "",
            "Whoever publishes renews an index before it expires: diver catalog index lab --publish --sign KEY"
        },
        footerHeading = "")
final class CatalogIndexCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The catalog; all of them where none is named.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--publish", description = "Write the index anew first, so that it does not expire.")
    private boolean publish;

    @Option(names = "--sign", paramLabel = "KEY", description = "Sign what is written with this secret key.")
    private Optional<String> key = Optional.empty();

    @Mixin
    private PasswordOption password = new PasswordOption();

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    CatalogIndexCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (key.isPresent() && !publish) {
            throw new DiverException(
                    Problem.Kind.INVALID, "Only what is written is signed.", "", "Add --publish, or leave out --sign.");
        }
        if (publish && name.isEmpty()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "Which catalog's index is to be written is not said.",
                    "",
                    "diver catalog index NAME --publish");
        }
        var registries = context.engine().get().registries();
        var names = name.map(List::of)
                .orElseGet(() -> registries.list().stream().map(Known::name).toList());
        var done = new ArrayList<IndexNews>();
        Optional<Problem> failed = Optional.empty();
        for (var catalog : names) {
            try {
                done.add(one(registries, catalog));
            } catch (DiverException e) {
                context.cancellation().check();
                if (name.isPresent()) {
                    throw e;
                }
                // The others are none the worse.
                context.err().println(catalog + ": " + e.problem().text());
                failed = Optional.of(failed.orElse(e.problem()));
            }
        }
        print(done);
        if (names.isEmpty()) {
            context.err().println("No registries yet. diver catalog add --help says how to add one.");
        }
        return failed.map(Problem::kind).map(ExitStatus::of).orElse(0);
    }

    private IndexNews one(Registries registries, String catalog) {
        return publish
                ? registries.renew(catalog, key, password::ofKey, context.progress(), context.cancellation())
                : registries.update(catalog, context.progress(), context.cancellation());
    }

    private void print(List<IndexNews> done) {
        if (json) {
            context.printJson(done.stream().map(Entry::of).toList());
            return;
        }
        var table = new Table();
        done.forEach(news -> table.row(news.name(), CatalogIndexWords.packages(news), CatalogIndexWords.what(news)));
        table.print(context.out());
    }

    /** The contract that other programs read. */
    private record Entry(
            String name,
            long version,
            String expires,
            int packages,
            int nets,
            boolean changed,
            boolean incremental,
            long transferred) {
        static Entry of(IndexNews news) {
            return new Entry(
                    news.name(),
                    news.version(),
                    news.expires().toString(),
                    news.packages(),
                    news.nets(),
                    news.changed(),
                    news.incremental(),
                    news.transferred());
        }
    }
}
