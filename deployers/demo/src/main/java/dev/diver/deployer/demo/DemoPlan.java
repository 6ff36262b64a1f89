package dev.diver.deployer.demo;

import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.Mode;
import java.util.List;

/** What is played. */
record DemoPlan(DiveRequest request, String ends, int status, int pauseMs) implements DivePlan {
    @Override
    public Mode mode() {
        return Mode.DEMO;
    }

    @Override
    public List<List<String>> commands() {
        return List.of();
    }

    @Override
    public List<String> kernelCommandLines() {
        return List.of();
    }

    @Override
    public List<PlannedFile> files() {
        return List.of();
    }

    @Override
    public List<String> notes() {
        return List.of("A demonstration: no kernel runs, and the console answers by itself.");
    }

    @Override
    public String accelerator() {
        return "";
    }

    @Override
    public List<String> headline() {
        return List.of("demo", "ends " + ends);
    }
}
