package dev.diver.app.screen.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.partition.PartitionEdit.AddMemory;
import dev.diver.app.screen.partition.PartitionEdit.AddPart;
import dev.diver.app.screen.partition.PartitionEdit.Give;
import dev.diver.app.screen.partition.PartitionEdit.JoinMemory;
import dev.diver.app.screen.partition.PartitionEdit.RemovePart;
import dev.diver.app.screen.partition.PartitionEdit.RenamePart;
import dev.diver.app.screen.partition.PartitionEdit.SetMemory;
import dev.diver.app.screen.partition.PartitionEdit.SetProcessors;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.ProcessorSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionEditTest {
    private final PartitionPlan plan = Machines.small(4, 1024);

    @Test
    void whatOneGetsNobodyElseHas() {
        var given = new Give(Owner.part(0), ProcessorSet.of(1, 2)).apply(plan);
        assertEquals("0", given.linux().processors().toString());
        assertEquals("1-3", given.parts().getFirst().processors().toString());
        var back = new Give(Owner.LINUX, ProcessorSet.of(1, 3)).apply(given);
        assertEquals("0-1,3", back.linux().processors().toString());
        assertEquals("2", back.parts().getFirst().processors().toString());
    }

    @Test
    void whatOneLosesIsLinuxs() {
        var set = new SetProcessors(Owner.part(0), ProcessorSet.of(1)).apply(plan);
        assertEquals("0,2-3", set.linux().processors().toString());
        assertEquals("1", set.parts().getFirst().processors().toString());
    }

    @Test
    void aPartComesGetsANameAndGoes() {
        var part = NewPart.of(plan, Machines.topology(plan)).orElseThrow();
        var added = new AddPart(part).apply(plan);
        assertEquals("kernel-2", added.parts().get(1).name());
        assertEquals("2", added.parts().get(1).processors().toString());
        assertFalse(part.memory().getFirst().overlaps(plan.taken().getFirst()));
        assertEquals("b", new RenamePart(1, "b").apply(added).parts().get(1).name());
        assertEquals(plan, new RemovePart(1).apply(added));
    }

    @Test
    void rangesThatTouchAreJoinedAndTheRegionStaysFirst() {
        var region = plan.taken().getFirst();
        var below = MemoryRange.between(region.start() - (64 << 20), region.start());
        var far = MemoryRange.between(32 << 20, 64 << 20);
        var three = new AddMemory(0, below).apply(new AddMemory(0, far).apply(plan));
        var joined = new JoinMemory(0).apply(three).parts().getFirst().memory();
        assertEquals(List.of(MemoryRange.between(below.start(), region.end()), far), joined);
    }

    @Test
    void historyGoesBackAndForthAndForgetsWhatWasUndone() {
        var history = new EditHistory(plan);
        assertEquals(Optional.empty(), history.undoable());
        assertTrue(history.apply(new Give(Owner.part(0), ProcessorSet.of(1))));
        assertFalse(history.apply(new Give(Owner.part(0), ProcessorSet.of(1))), "it has it already");
        var one = history.present();
        history.apply(new RenamePart(0, "other"));
        history.undo();
        assertEquals(one, history.present());
        assertEquals(Optional.of("Rename part"), history.redoable());
        history.undo();
        assertEquals(plan, history.present());
        history.redo();
        assertEquals(one, history.present());
        history.apply(new RenamePart(0, "third"));
        assertEquals(Optional.empty(), history.redoable());
    }

    @Test
    void aSeriesIsOneStep() {
        var history = new EditHistory(plan);
        var start = plan.taken().getFirst();
        for (var i = 1; i <= 5; i++) {
            history.apply(
                    new SetMemory(new Range(0, 0), new MemoryRange(start.start() - (i << 21), start.size())), "move");
        }
        history.undo();
        assertEquals(plan, history.present());
        history.redo();
        history.endSeries();
        history.apply(new SetMemory(new Range(0, 0), start), "move");
        history.undo();
        assertEquals(
                start.start() - (5 << 21), history.present().taken().getFirst().start());
    }

    @Test
    void oldStepsAreForgottenAtLast() {
        var history = new EditHistory(plan);
        for (var i = 0; i < EditHistory.MOST + 10; i++) {
            history.apply(new RenamePart(0, "n" + i));
        }
        var steps = 0;
        while (history.undoable().isPresent()) {
            history.undo();
            steps++;
        }
        assertEquals(EditHistory.MOST, steps);
        assertEquals("n9", history.present().parts().getFirst().name());
    }

    @Test
    void eachPartHasALetterOfItsOwn() {
        var many = plan;
        for (var name : List.of("kernel-b", "linux", "-")) {
            many = new AddPart(
                            new PartitionPlan.Part(name, ProcessorSet.NONE, List.of(), List.of(), PartitionPlan.WINDOW))
                    .apply(many);
        }
        assertEquals(List.of("K", "E", "I", "A"), Letters.of(many));
    }
}
