package dev.diver.core.publish;

import dev.diver.core.catalog.SigningKeys.Passwords;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Makes packages of kernels and nets and brings them to registries. Thread-safe; blocking. What runs of a folder's own
 * scripts runs in the sandbox, and only after the person has trusted the folder
 * ({@link dev.diver.core.net.Nets#isTrusted}).
 */
public interface Publications {

    /**
     * Makes a folder of a kernel in which all can be changed, and pulls it where that is needed. A fork of a kernel of
     * another's catalog is not trusted yet.
     *
     * @param directory must not exist or be empty
     */
    Fork fork(KernelReference kernel, Path directory, Progress progress, Cancellation cancellation);

    /**
     * Builds, tests and boots the kernel of a folder, or packs a net, and brings it to a registry. What was cut is gone on
     * with when it is done again; nothing of a version can be found by its name before all of it is there.
     *
     * @param output gets what scripts, compilers and the guest say, line by line
     * @throws dev.diver.core.problem.DiverException UNTRUSTED where the folder is not trusted, or where another key owns
     *     the name; IN_USE where the version is there already with another content; BUILD_FAILED, FAILED where scripts or
     *     the boot check fail
     */
    Published publish(
            PublishOrder order,
            Passwords passwords,
            Consumer<String> output,
            Progress progress,
            Cancellation cancellation);

    /**
     * Hides a version from search and from new references, or shows it again. Locks keep working.
     *
     * @throws dev.diver.core.problem.DiverException NOT_FOUND where there is no such version
     */
    Yanked yank(YankOrder order, Passwords passwords, Progress progress, Cancellation cancellation);

    /**
     * Brings a published net into a folder. It is not trusted yet.
     *
     * @param directory must not exist or be empty
     */
    Path take(KernelReference net, Path directory, Progress progress, Cancellation cancellation);
}
