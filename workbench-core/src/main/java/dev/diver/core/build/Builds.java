package dev.diver.core.build;

import dev.diver.core.job.Cancellation;
import dev.diver.core.net.Net;
import java.util.function.Consumer;

/** Builds nets: make in a sandbox. */
public interface Builds {

    /**
     * Runs make in the net's directory unless nothing has changed since it last succeeded.
     *
     * @param output gets each line as it appears, from the building thread
     * @throws dev.diver.core.problem.DiverException UNTRUSTED where the person has not said that this project may run,
     *     MISSING_TOOL before anything is begun; a compiler's errors are no exception but in the result
     */
    BuildResult build(Net net, Consumer<String> output, Cancellation cancellation);

    /** What the last build of that directory said, without building. */
    java.util.Optional<BuildResult> last(Net net);
}
