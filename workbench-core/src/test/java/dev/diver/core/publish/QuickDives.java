package dev.diver.core.publish;

import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.Deployer;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.dive.DivePlan;
import dev.diver.core.dive.Dives;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Nets;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Dives that have ended when they begin: the registry is what is asked about; kernels really boot in the command's tests.
 *
 * @param nets finds the kernel, as a dive does
 */
record QuickDives(Nets nets, Outcome outcome) implements Dives {
    @Override
    public ActiveDive dive(DiveOrder order, Progress progress, Cancellation cancellation) {
        progress.report("diving");
        var kernel = nets.kernel(order.net(), progress, cancellation);
        return new Ended(new RunRecord(
                "01TEST",
                order.net().name(),
                order.net().kernel().toString(),
                kernel.digest(),
                order.mode().orElseThrow(),
                order.net().directory(),
                RunState.ENDED,
                Optional.of(outcome),
                OptionalInt.of(0),
                "",
                "tcg",
                Instant.EPOCH,
                RunRecord.Timeline.EMPTY,
                Path.of("console.log"),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                List.of()));
    }

    private record Ended(RunRecord record) implements ActiveDive {
        @Override
        public String runId() {
            return record.run();
        }

        @Override
        public DivePlan plan() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RunState state() {
            return RunState.ENDED;
        }

        @Override
        public List<Console> consoles() {
            return List.of();
        }

        @Override
        public void stop() {
            // It has ended.
        }

        @Override
        public void kill() {
            // It has ended.
        }

        @Override
        public Console.Subscription onChange(Consumer<ActiveDive> listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<RunRecord> ended() {
            return CompletableFuture.completedFuture(record);
        }
    }

    @Override
    public DivePlan explain(DiveOrder order, Progress progress, Cancellation cancellation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ActiveDive> active() {
        return List.of();
    }

    @Override
    public OptionSchema options(Mode mode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Deployer> deployers() {
        return List.of();
    }
}
