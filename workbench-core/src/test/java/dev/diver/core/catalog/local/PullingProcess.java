package dev.diver.core.catalog.local;

import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that pulls one kernel and says what happened. Arguments: home, assets, reference. */
final class PullingProcess {
    private PullingProcess() {}

    public static void main(String[] args) throws IOException {
        var home = DiverHome.in(Path.of(args[0]), Path.of(args[1]));
        try (var catalog = new LocalCatalog(home, new HostProgram(System.getenv("PATH")))) {
            catalog.open(Progress.NONE, new Cancellation());
            try {
                var pulled = catalog.pull(KernelReference.parse(args[2]), Progress.NONE, new Cancellation());
                System.out.println("pulled " + pulled.digest());
            } catch (DiverException e) {
                System.out.println(e.problem().text());
                try (var staged = Files.list(home.data().resolve("store/staging"))) {
                    System.out.println("staged=" + staged.count());
                }
            }
        }
    }
}
