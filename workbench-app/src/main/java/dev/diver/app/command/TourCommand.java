package dev.diver.app.command;

import dev.diver.core.Engine;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.home.Folders;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

@Command(
        name = "tour",
        description = "Search, pull, new, build, dive, on the embedded catalog, and tell what happened.")
final class TourCommand implements Callable<Integer> {
    private static final KernelReference KERNEL = KernelReference.parse("snorkel:0.1.0");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final CommandContext context;

    TourCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var engine = context.readyEngine();
        var directory = engine.home().cache().resolve("tour").resolve("hello");

        var found = step("diver search snorkel", () -> engine.catalog().search(CatalogQuery.of("snorkel")));
        found.entries().forEach(entry -> say(entry.ref() + "  " + entry.summary()));

        var kernel = step(
                "diver pull " + KERNEL,
                () -> engine.catalog().pull(KERNEL, context.progress(), context.cancellation()));
        say(kernel.manifest().reference() + "@" + kernel.digest());

        Folders.delete(directory);
        var net = step(
                "diver new hello --kernel " + KERNEL,
                () -> engine.nets()
                        .create(directory, KERNEL, Optional.empty(), context.progress(), context.cancellation()));
        say(net.directory().toString());

        var built = step("diver build hello", () -> engine.builds().build(net, line -> {}, context.cancellation()));
        if (!built.ok()) {
            throw new DiverException(
                    Problem.Kind.BUILD_FAILED,
                    "The tour's net did not build.",
                    built.output(),
                    "diver doctor tells what is missing on this machine.");
        }
        built.diagnostics().forEach(diagnostic -> say(diagnostic.toString()));
        return dive(engine, directory);
    }

    private int dive(Engine engine, Path directory) {
        var args = List.of("from", "the", "tour");
        context.out().println("$ diver dive hello -- " + String.join(" ", args));
        var order = new DiveOrder(
                engine.nets().open(directory), Optional.empty(), Map.of(), Optional.of(args), Optional.of(LIMIT));
        var dive = engine.dives().dive(order, context.progress(), context.cancellation());
        var status = new AttachedDive(context, false).follow(dive);
        context.out().println();
        context.out()
                .println(dive.record().outcome().orElseThrow() + " with status " + status
                        + "; the run is kept: diver run show " + dive.runId());
        return status;
    }

    private <T> T step(String command, Supplier<T> work) {
        context.out().println("$ " + command);
        var start = System.nanoTime();
        var result = work.get();
        say("(" + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms)");
        return result;
    }

    private void say(String line) {
        context.out().println("  " + line);
    }
}
