package dev.diver.core.publish;

import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.SigningKeys.Passwords;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Who publishes or yanks finds by search what he did: the catalog's index is brought anew after it. Thread-safe. */
public final class IndexedPublications implements Publications {
    private final Publications publications;
    private final Registries registries;

    public IndexedPublications(Publications publications, Registries registries) {
        this.publications = publications;
        this.registries = registries;
    }

    @Override
    public Fork fork(KernelReference kernel, Path directory, Progress progress, Cancellation cancellation) {
        return publications.fork(kernel, directory, progress, cancellation);
    }

    @Override
    public Published publish(
            PublishOrder order,
            Passwords passwords,
            Consumer<String> output,
            Progress progress,
            Cancellation cancellation) {
        var published = publications.publish(order, passwords, output, progress, cancellation);
        if (!published.dryRun()) {
            bring(order.to().catalog(), progress, cancellation);
        }
        return published;
    }

    @Override
    public Yanked yank(YankOrder order, Passwords passwords, Progress progress, Cancellation cancellation) {
        var yanked = publications.yank(order, passwords, progress, cancellation);
        bring(order.version().catalog(), progress, cancellation);
        return yanked;
    }

    @Override
    public Path take(KernelReference net, Path directory, Progress progress, Cancellation cancellation) {
        return publications.take(net, directory, progress, cancellation);
    }

    /** It is done, whatever becomes of this. A catalog without an index here is searched by nobody. */
    private void bring(String catalog, Progress progress, Cancellation cancellation) {
        try {
            if (registries.list().stream().anyMatch(known -> known.name().equals(catalog))) {
                registries.update(catalog, progress, cancellation);
            }
        } catch (DiverException e) {
            if (e.problem().kind() != Problem.Kind.NOT_FOUND) {
                progress.note("It is done, and search here may not know it yet. "
                        + e.problem().text());
            }
        }
    }
}
