package dev.diver.deployer.demo;

import dev.diver.core.dive.Deployer;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.dive.RunningDive;
import dev.diver.core.kernel.Mode;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.util.List;
import java.util.Optional;

/** Plays a kernel. Thread-safe. */
public final class DemoDeployer implements Deployer {
    private static final OptionSchema OPTIONS = new OptionSchema(List.of(
            new Option(
                    "ends",
                    "Demo",
                    new Type.Choice(List.of("by-itself", "on-request", "crash")),
                    "by-itself",
                    "How the played guest ends."),
            new Option("status", "Demo", new Type.Whole(0, 255), "0", "Its exit status."),
            new Option("pause-ms", "Demo", new Type.Whole(0, 5000), "100", "The time between two lines.")));

    @Override
    public Mode mode() {
        return Mode.DEMO;
    }

    @Override
    public OptionSchema options() {
        return OPTIONS;
    }

    @Override
    public Optional<String> whyNotStopped() {
        return Optional.of(DemoDive.NO_PROCESSORS);
    }

    @Override
    public DivePlan plan(DiveRequest request) {
        var options = request.options();
        return new DemoPlan(
                request,
                options.path("ends").asText("by-itself"),
                options.path("status").asInt(0),
                options.path("pause-ms").asInt(100));
    }

    @Override
    public RunningDive start(DivePlan plan, RunFolder folder, DiveEvents events) {
        events.prepared();
        var dive = new DemoDive((DemoPlan) plan, folder, events);
        dive.start();
        return dive;
    }
}
