package dev.diver.deployer.partitioned;

import dev.diver.core.syscall.CallStatistics;
import dev.diver.core.syscall.SyscallNames;
import dev.diver.core.syscall.SyscallStatistics;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that may differ between {@code strace -c} on Linux and the co-kernel's counters for the same command, with the
 * reason. docs/guide/syscalls.md says the same; {@link CountsTest} compares the two, and fails on any other difference.
 *
 * @param call its name
 * @param count the co-kernel's minus Linux's
 * @param errors likewise
 */
record KnownDifferences(String call, long count, long errors, String reason) {
    static final List<KnownDifferences> ALL = List.of(
            new KnownDifferences("execve", -1, 0, "strace sees the call that starts the program"),
            new KnownDifferences("exit_group", 1, 0, "strace counts what returns; this call never does"),
            new KnownDifferences(
                    "rseq", 0, 1, "there are no restartable sequences on a co-kernel, and the C library does without"));

    /** Calls and errors. */
    private record Count(long count, long errors) {
        static final Count NONE = new Count(0, 0);

        Count minus(Count other) {
            return new Count(count - other.count, errors - other.errors);
        }
    }

    /** One line for each difference that is not known. */
    static List<String> unknown(String strace, SyscallStatistics counted) {
        var linux = new TreeMap<String, Count>();
        strace.lines()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words.length >= 5
                        && SyscallNames.number(words[words.length - 1]).isPresent())
                .forEach(words -> linux.put(
                        words[words.length - 1],
                        new Count(Long.parseLong(words[3]), words.length > 5 ? Long.parseLong(words[4]) : 0)));
        var cokernel = new TreeMap<String, Count>();
        counted.calls().forEach(call -> cokernel.put(call.name(), new Count(call.count(), call.errors())));
        var names = new TreeSet<>(linux.keySet());
        names.addAll(cokernel.keySet());
        return names.stream()
                .filter(name -> !known(
                        name, cokernel.getOrDefault(name, Count.NONE).minus(linux.getOrDefault(name, Count.NONE))))
                .map(name -> name + ": " + linux.getOrDefault(name, Count.NONE) + " on Linux, "
                        + cokernel.getOrDefault(name, Count.NONE) + " on the co-kernel")
                .toList();
    }

    private static boolean known(String name, Count difference) {
        return difference.equals(Count.NONE)
                || ALL.stream()
                        .anyMatch(one -> one.call.equals(name) && difference.equals(new Count(one.count, one.errors)));
    }

    /** Calls that were refused, by name. */
    static List<String> unsupported(SyscallStatistics counted) {
        return counted.calls().stream()
                .filter(call -> call.unsupported() > 0)
                .map(CallStatistics::name)
                .toList();
    }
}
