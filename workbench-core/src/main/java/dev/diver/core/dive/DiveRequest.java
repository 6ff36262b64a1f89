package dev.diver.core.dive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.net.Net;
import java.util.List;
import java.util.Optional;

/**
 * What a deployer is to run.
 *
 * @param gpos the Linux that a hosted kernel runs beside; empty for any other kernel
 * @param args the application's arguments, the net's or those of this dive
 * @param options of the deployer's mode: the net's, overridden by {@code --set}; checked against its schema
 * @param stopped whether the guest stands still at its first instruction until a debugger lets it go
 * @param folder where the run's files will be; absent where the plan is only shown
 */
public record DiveRequest(
        Net net,
        PulledKernel kernel,
        Optional<PulledKernel> gpos,
        List<String> args,
        ObjectNode options,
        boolean stopped,
        Optional<RunFolder> folder) {
    public DiveRequest {
        args = List.copyOf(args);
    }

    /** One that runs at once. */
    public DiveRequest(
            Net net,
            PulledKernel kernel,
            Optional<PulledKernel> gpos,
            List<String> args,
            ObjectNode options,
            Optional<RunFolder> folder) {
        this(net, kernel, gpos, args, options, false, folder);
    }
}
