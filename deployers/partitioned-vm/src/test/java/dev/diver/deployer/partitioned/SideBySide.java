package dev.diver.deployer.partitioned;

import dev.diver.core.home.Folders;
import dev.diver.core.syscall.SyscallStatistics;
import dev.diver.qemu.ProgramFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The same commands on Linux and on the co-kernel, in one boot of one guest. */
final class SideBySide {
    /** What a command finds below {@code /work}, new for each run of it. */
    private final Map<String, Path> work = new TreeMap<>();

    private final Map<String, Path> files = new TreeMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final Lab lab;
    private boolean counting;
    private String cokernelSaid = "";

    SideBySide(Lab lab) {
        this.lab = lab;
    }

    /**
     * @param words the first is the program's path in the guest
     * @param input the file that it reads from, in the guest
     */
    record Command(String name, List<String> words, String input) {
        String quoted() {
            return words.stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" "));
        }
    }

    /** What one command did on one side. */
    record Side(String output, int status) {}

    /** @param strace what {@code strace -c} printed; empty where counts are not wanted */
    record Pair(Side linux, Side cokernel, String strace, SyscallStatistics counted) {}

    /** @param directory in the guest */
    void work(String path, Path file) {
        work.put(path, file);
    }

    /** A program of the host, with its libraries, where it is on the host. */
    void program(String path) throws IOException {
        program(path, Path.of(path));
    }

    void program(String path, Path file) throws IOException {
        files.put(path, file.toRealPath());
        files.putAll(ProgramFiles.of(file));
    }

    void command(String name, List<String> words) {
        command(name, words, "/dev/null");
    }

    void command(String name, List<String> words, String input) {
        commands.add(new Command(name, words, input));
    }

    /** On Linux each command runs twice: by itself, and under strace. */
    void count() throws IOException {
        counting = true;
        program("/usr/bin/strace");
    }

    private String script(LinuxGuest guest) {
        var script = new StringBuilder("""
                busybox mkdir -p /results
                busybox --install -s /bin
                fresh() {
                	cd /
                	rm -rf /work
                	cp -a /test/work /work
                	cd /work
                }
                """);
        for (var command : commands) {
            var to = LinuxGuest.RESULTS + "/" + command.name();
            var redirected = " < " + command.input() + " > " + to;
            script.append("fresh\n")
                    .append(command.quoted())
                    .append(redirected)
                    .append(".linux 2>&1\necho $? > ")
                    .append(to)
                    .append(".linux.status\n");
            if (counting) {
                script.append("fresh\n/usr/bin/strace -c -o ")
                        .append(to)
                        .append(".strace ")
                        .append(command.quoted())
                        .append(" < ")
                        .append(command.input())
                        .append(" > ")
                        .append(to)
                        .append(".strace-said 2>&1\n");
            }
            script.append("fresh\n")
                    .append(guest.launcher())
                    .append(" --program '")
                    .append(command.words().getFirst())
                    .append("' -- ")
                    .append(command.quoted())
                    .append(redirected)
                    .append(".cokernel 2>&1\necho $? > ")
                    .append(to)
                    .append(".cokernel.status\necho @@")
                    .append(command.name())
                    .append("\nread answer\n");
        }
        return script.toString();
    }

    Map<String, Pair> run(Duration limit) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var all = new TreeMap<>(files);
            work.forEach((path, file) -> all.put("/test/work/" + path, file));
            if (work.isEmpty()) {
                all.put("/test/work/empty", Files.createFile(folder.resolve("empty")));
            }
            var guest = new LinuxGuest(lab);
            var end = guest.run(folder, script(guest), all, limit);
            cokernelSaid = end.cokernel();
            var pairs = new LinkedHashMap<String, Pair>();
            for (var command : commands) {
                var strace = counting ? end.text(command.name() + ".strace") : "";
                pairs.put(
                        command.name(),
                        new Pair(
                                side(end, command.name() + ".linux"),
                                side(end, command.name() + ".cokernel"),
                                strace,
                                end.snapshots().getOrDefault(command.name(), SyscallStatistics.NONE)));
            }
            return pairs;
        } finally {
            Folders.delete(folder);
        }
    }

    /** All that the co-kernel wrote to its serial port. */
    String cokernelSaid() {
        return cokernelSaid;
    }

    private static Side side(LinuxGuest.End end, String name) throws IOException {
        return new Side(
                end.text(name), Integer.parseInt(end.text(name + ".status").strip()));
    }
}
