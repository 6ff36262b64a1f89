package dev.diver.core.net;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes, reads and changes nets. Reading one runs nothing of it. */
public interface Nets {

    /** Checks {@code net.toml} whole; problems carry file, line and column. */
    Net open(Path directory);

    /** All that is wrong with a text of {@code net.toml}, for the editor; empty where it is right. */
    List<NetProblem> check(Path directory, String text);

    /**
     * Writes a new project that builds at once, and pulls its kernel where that is needed.
     *
     * @param directory must not exist or be empty
     * @param template absent for the kernel's own
     */
    Net create(
            Path directory,
            KernelReference kernel,
            Optional<String> template,
            Progress progress,
            Cancellation cancellation);

    /** The templates that fit a kernel. */
    List<String> templates(KernelReference kernel);

    /**
     * The kernel that a net is locked to, from the store; pulls it, and writes the lock where there is none, if that is
     * needed. A satisfied lock touches no network.
     */
    PulledKernel kernel(Net net, Progress progress, Cancellation cancellation);

    /**
     * Locks a net to what its reference means today, pulled where that is needed, and takes that kernel's headers and
     * symbols where the net has a copy of the old one's.
     */
    PulledKernel relock(Net net, Progress progress, Cancellation cancellation);

    /**
     * The kernel of {@code net.lock} as others reach it: where its catalog is stands before its name. That of
     * {@code net.toml} where nothing is locked.
     */
    default KernelReference locked(Net net) {
        return net.kernel();
    }

    /**
     * The Linux that a hosted kernel runs beside, from the store; pulls it where that is needed. Empty for a kernel that
     * needs none.
     *
     * @param wanted absent for the one that the kernel's package names
     */
    Optional<PulledKernel> gpos(
            PulledKernel kernel, Optional<KernelReference> wanted, Progress progress, Cancellation cancellation);

    /** Changes one value of {@code net.toml} and keeps all else as it was written, comments too. */
    String withValue(String text, List<String> keyPath, Optional<Object> value);

    /** Whether the person said that this project's own code may run here; a net of {@code create} is trusted. */
    boolean isTrusted(Path directory);

    void trust(Path directory);

    /** What was made for a moment and is gone: it is neither trusted any more nor among the recent ones. */
    void forget(Path directory);

    /** The projects that were opened or made, latest first, as far as they still exist. */
    List<Path> recent();

    /**
     * Those of {@link #recent} whose lock names a kernel, latest first.
     *
     * @param digest of its package's manifest; another package of the same reference counts too, since a net that is
     *     locked to that would take this one where it is locked anew
     */
    List<Path> dependingOn(KernelReference kernel, String digest);
}
