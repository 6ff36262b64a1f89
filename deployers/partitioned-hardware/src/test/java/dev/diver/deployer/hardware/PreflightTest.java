package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said of nodes that are not as they should be; the facts are such as {@code facts.sh} prints them. */
class PreflightTest {
    private static final String GOOD = """
            uid 0
            machine x86_64
            release 6.1.0-56-amd64
            cmdline BOOT_IMAGE=/vmlinuz quiet no_ipi_broadcast=1 memmap=64M$0x28000000
            online 0-3
            present 0-3
            lockdown none
            enforced N
            modules_disabled 0
            cpu 0 0 0 0-1
            cpu 1 1 0 0-1
            cpu 2 1 1 2
            cpu 3 1 1 3
            block_size 8000000
            block 0 online none
            block 1 online DMA32
            block 10 online Movable
            block 2 online Movable
            block 3 online Movable
            block 6 offline Movable Normal
            """;

    private static Preflight.Result check(String facts, Wish wish) {
        return Preflight.of(
                NodeFacts.parse(facts), "ada", Optional.of(new Preflight.Headers("6.1.0-56-amd64", "linux:6.1")), wish);
    }

    private static Wish anywhere(int mebibytes) {
        return new Wish.Anywhere(MemorySize.mebibytes(mebibytes));
    }

    private static Wish exactly(int processor, long start, int mebibytes) {
        return new Wish.Exactly(ProcessorSet.of(processor), new MemoryRange(start, MemorySize.mebibytes(mebibytes)));
    }

    private static List<Check> failed(Preflight.Result result) {
        return result.checks().stream()
                .filter(check -> check.verdict() == Check.Verdict.FAILED)
                .toList();
    }

    private static void assertFails(String facts, Wish wish, String name, String says) {
        var result = check(facts, wish);
        var failed = failed(result);
        assertEquals(
                List.of(name),
                failed.stream().map(Check::name).toList(),
                () -> result.checks().toString());
        assertTrue(failed.getFirst().text().contains(says), failed.getFirst().text());
        assertTrue(!failed.getFirst().remedy().isEmpty(), failed.getFirst().text());
        assertEquals(List.of(), result.partitions());
    }

    @Test
    void aGoodNodeGivesItsLastProcessorAndMemoryThatLinuxLeavesAlone() {
        var partition = check(GOOD, anywhere(64)).partitions().getFirst();
        assertEquals(3, partition.processor());
        assertEquals("0x28000000-0x2bffffff", partition.region().toString());
        assertEquals(
                List.of("cpu 3", "module diver_cokernel.ko"),
                partition.steps().stream().map(Step::line).toList());
    }

    @Test
    void moreIsTakenFromMovableBlocksThatFollowEachOther() {
        var partition = check(GOOD, anywhere(200)).partitions().getFirst();
        assertEquals(0x10000000L, partition.region().start());
        assertEquals(
                List.of("cpu 3", "memory 2 online_movable", "memory 3 online_movable", "module diver_cokernel.ko"),
                partition.steps().stream().map(Step::line).toList());
    }

    @Test
    void severalPlacesAreKnownBecauseOnlyTryingShowsWhichCanBeHad() {
        assertEquals(
                List.of("0x28000000", "0x10000000", "0x18000000", "0x50000000"),
                check(GOOD, anywhere(64)).partitions().stream()
                        .map(partition -> MemoryRange.address(partition.region().start()))
                        .toList());
    }

    @Test
    void anotherDivesMemoryIsNotTakenTwice() {
        var partition = check(GOOD + "region 0x28000000,0x4000000\ndive 01A taken\n", anywhere(64))
                .partitions()
                .getFirst();
        assertEquals(0x10000000L, partition.region().start());
        assertFails(
                GOOD + "region 0x28000000,0x4000000\ndive 01A taken\n",
                exactly(3, 0x28000000L, 64),
                "memory",
                "is another dive's");
    }

    @Test
    void memoryThatCannotBeHadIsToldWithWhatToBootWith() {
        assertFails(GOOD, anywhere(1000), "memory", "movablecore=4000M");
        assertFails(GOOD, anywhere(1000), "memory", "memmap=1000M$");
        assertFails(GOOD, exactly(3, 0x8000000L, 64), "memory", "It is in the zone DMA32");
        assertFails(GOOD, exactly(3, 6L << 27, 64), "memory", "is offline already");
        assertFails(GOOD, exactly(3, 100L << 27, 64), "memory", "the plan is for another machine");
        assertFails(GOOD, exactly(3, 2L << 27, 16), "memory", "cannot be a co-kernel's");
        assertFails(
                GOOD.replaceAll("(?m)^block.*\n", "").replace("memmap=", "x="),
                anywhere(64),
                "memory",
                "reserves nothing");
    }

    @Test
    void processorsThatCannotBeHadAreTold() {
        assertFails(GOOD, exactly(0, 2L << 27, 64), "processors", "Processor 0 cannot go offline");
        assertFails(GOOD, exactly(9, 2L << 27, 64), "processors", "the plan is for another machine");
        assertFails(
                GOOD.replace("online 0-3", "online 0-2"), exactly(3, 2L << 27, 64), "processors", "offline already");
        assertFails(GOOD.replace("online 0-3", "online 0"), anywhere(64), "processors", "No processor can be had");
    }

    @Test
    void aLinuxThatIsNotAsNeededIsTold() {
        assertFails(GOOD.replace("uid 0", "uid 1000"), anywhere(64), "root", "ada is not");
        assertFails(GOOD.replace("x86_64", "aarch64"), anywhere(64), "architecture", "aarch64");
        assertFails(GOOD.replace("-56-", "-55-"), anywhere(64), "headers", "linux:6.1 is 6.1.0-56-amd64");
        assertFails(GOOD.replace("enforced N", "enforced Y"), anywhere(64), "module", "module.sig_enforce");
        assertFails(GOOD.replace("modules_disabled 0", "modules_disabled 1"), anywhere(64), "module", "boots again");
        assertFails(
                GOOD.replace("lockdown none", "lockdown integrity\nsecureboot 1"),
                anywhere(64),
                "module",
                "booted with Secure Boot");
        assertFails(GOOD + "missing unshare\n", anywhere(64), "tools", "unshare");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        var checks = check(GOOD.replace("uid 0", "uid 1").replace("enforced N", "enforced Y"), anywhere(1000))
                .checks();
        var problem = assertThrows(DiverException.class, () -> Check.requireAll("bare", checks))
                .problem();
        assertEquals(Problem.Kind.UNSUPPORTED, problem.kind());
        assertEquals(3, problem.why().lines().count(), problem.text());
        assertEquals(3, problem.remedy().lines().count(), problem.text());
    }

    @Test
    void whatOnlyDisturbsIsAWarning() {
        var result = check(
                GOOD.replace(" no_ipi_broadcast=1", "") + "dive 01B stuck cpu 2 (busy);\n",
                exactly(1, 0x28000000L, 64));
        assertTrue(!result.partitions().isEmpty());
        assertEquals(
                List.of("interrupts", "left over", "siblings"),
                result.checks().stream()
                        .filter(check -> check.verdict() == Check.Verdict.WARNING)
                        .map(Check::name)
                        .collect(Collectors.toList()));
    }

    @Test
    void nonsenseIsNotBelieved() {
        for (var text : List.of("", "cpu x", "block 1", "region -5,3", "block_size zz", "online 7-1\ncpu 1 1 0 9-2")) {
            try {
                check(text, anywhere(64));
            } catch (DiverException e) {
                assertEquals(Problem.Kind.DAMAGED, e.problem().kind(), text);
            }
        }
    }
}
