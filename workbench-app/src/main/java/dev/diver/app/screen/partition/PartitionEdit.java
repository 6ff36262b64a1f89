package dev.diver.app.screen.partition;

import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlan.Linux;
import dev.diver.core.partition.PartitionPlan.Part;
import dev.diver.core.partition.ProcessorSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A change of a plan. Applying it gives another plan, and may be done as often as one likes: while dragging, each frame. */
sealed interface PartitionEdit {

    PartitionPlan apply(PartitionPlan plan);

    /** What was done, for the buttons of undo and redo: {@code Move memory}. */
    String name();

    /** These processors to one, and to nobody else. */
    record Give(Owner owner, ProcessorSet processors) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            var linux = plan.linux().processors().minus(processors);
            if (owner.equals(Owner.LINUX)) {
                linux = linux.plus(processors);
            }
            var parts = new ArrayList<Part>();
            for (var i = 0; i < plan.parts().size(); i++) {
                var part = plan.parts().get(i);
                var left = part.processors().minus(processors);
                parts.add(Edits.processors(part, owner.part() == i ? left.plus(processors) : left));
            }
            return new PartitionPlan(
                    plan.machine(), new Linux(linux, plan.linux().devices()), parts);
        }

        @Override
        public String name() {
            return "Give processors";
        }
    }

    /** These and no others: what it gets is taken from the others, what it loses is Linux's; what Linux loses, nobody's. */
    record SetProcessors(Owner owner, ProcessorSet processors) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            var lost = owner.processors(plan).minus(processors);
            var heir = owner.equals(Owner.LINUX) ? Owner.NOBODY : Owner.LINUX;
            return new Give(owner, processors).apply(new Give(heir, lost).apply(plan));
        }

        @Override
        public String name() {
            return "Set processors";
        }
    }

    /** One gets rid of processors, whoever else has them. */
    record Drop(Owner owner, ProcessorSet processors) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            if (owner.equals(Owner.LINUX)) {
                var linux = new Linux(
                        plan.linux().processors().minus(processors),
                        plan.linux().devices());
                return new PartitionPlan(plan.machine(), linux, plan.parts());
            }
            return Edits.part(
                    plan,
                    owner.part(),
                    part -> Edits.processors(part, part.processors().minus(processors)));
        }

        @Override
        public String name() {
            return "Take processors";
        }
    }

    /** A further range for a part. */
    record AddMemory(int part, MemoryRange range) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            return Edits.memory(plan, part, list -> list.add(range));
        }

        @Override
        public String name() {
            return "Add memory";
        }
    }

    /** Elsewhere, or of another size. */
    record SetMemory(Range place, MemoryRange range) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            return Edits.memory(plan, place.part(), list -> list.set(place.index(), range));
        }

        @Override
        public String name() {
            return "Change memory";
        }
    }

    record RemoveMemory(Range place) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            return Edits.memory(plan, place.part(), list -> list.remove(place.index()));
        }

        @Override
        public String name() {
            return "Remove memory";
        }
    }

    /** The range becomes its part's first one. */
    record MakeRegion(Range place) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            return Edits.memory(plan, place.part(), list -> list.addFirst(list.remove(place.index())));
        }

        @Override
        public String name() {
            return "Make it the region";
        }
    }

    /** Ranges of a part that touch become one. */
    record JoinMemory(int part) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            var region = plan.parts().get(part).memory().getFirst();
            return Edits.memory(plan, part, list -> {
                var joined = new ArrayList<>(MemoryRange.union(list));
                // The one with the region in it stays the first.
                joined.sort((one, other) -> Boolean.compare(other.contains(region), one.contains(region)));
                list.clear();
                list.addAll(joined);
            });
        }

        @Override
        public String name() {
            return "Join memory";
        }
    }

    record AddPart(Part part) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            var given = new Give(Owner.NOBODY, part.processors()).apply(plan);
            var parts = new ArrayList<>(given.parts());
            parts.add(part);
            return new PartitionPlan(plan.machine(), given.linux(), parts);
        }

        @Override
        public String name() {
            return "Add part";
        }
    }

    /** Its processors and its devices are Linux's then, as its memory is. */
    record RemovePart(int index) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            var given = new Give(Owner.LINUX, plan.parts().get(index).processors()).apply(plan);
            var parts = new ArrayList<>(given.parts());
            parts.remove(index);
            return new PartitionPlan(plan.machine(), given.linux(), parts);
        }

        @Override
        public String name() {
            return "Remove part";
        }
    }

    record RenamePart(int index, String to) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            return Edits.part(
                    plan, index, part -> new Part(to, part.processors(), part.memory(), part.devices(), part.window()));
        }

        @Override
        public String name() {
            return "Rename part";
        }
    }

    /** The devices that an owner has. */
    record SetDevices(Owner owner, List<String> devices) implements PartitionEdit {
        public SetDevices {
            devices = List.copyOf(devices);
        }

        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            if (!owner.isPart()) {
                return new PartitionPlan(plan.machine(), new Linux(plan.linux().processors(), devices), plan.parts());
            }
            return Edits.part(
                    plan,
                    owner.part(),
                    part -> new Part(part.name(), part.processors(), part.memory(), devices, part.window()));
        }

        @Override
        public String name() {
            return "Set devices";
        }
    }

    /** The window that kernel, module and workbench are built with. */
    record UsualWindow(int index) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            return Edits.part(
                    plan,
                    index,
                    part -> new Part(
                            part.name(), part.processors(), part.memory(), part.devices(), PartitionPlan.WINDOW));
        }

        @Override
        public String name() {
            return "Set window";
        }
    }

    /** Another plan altogether: a template, a file that another program has changed. */
    record Replace(String name, PartitionPlan by) implements PartitionEdit {
        @Override
        public PartitionPlan apply(PartitionPlan plan) {
            return by;
        }
    }

    /** What the edits have in common. */
    final class Edits {
        private Edits() {}

        private static PartitionPlan part(PartitionPlan plan, int index, UnaryOperator<Part> change) {
            var parts = new ArrayList<>(plan.parts());
            parts.set(index, change.apply(parts.get(index)));
            return new PartitionPlan(plan.machine(), plan.linux(), parts);
        }

        private static PartitionPlan memory(
                PartitionPlan plan, int index, java.util.function.Consumer<List<MemoryRange>> change) {
            return part(plan, index, part -> {
                var memory = new ArrayList<>(part.memory());
                change.accept(memory);
                return new Part(part.name(), part.processors(), memory, part.devices(), part.window());
            });
        }

        private static Part processors(Part part, ProcessorSet processors) {
            return new Part(part.name(), processors, part.memory(), part.devices(), part.window());
        }
    }
}
