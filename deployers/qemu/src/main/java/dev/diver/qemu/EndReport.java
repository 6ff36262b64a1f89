package dev.diver.qemu;

import dev.diver.core.dive.Console;
import dev.diver.core.dive.GuestEnd;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.run.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What files tell of a guest's end: QEMU's own, the consoles' logs, and what the guest brought. */
final class EndReport {
    private final QemuGuest plan;
    private final RunFolder folder;

    EndReport(QemuGuest plan, RunFolder folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /**
     * @param shutdown QEMU's reason, or empty
     * @param status what the guest reported, or negative
     */
    GuestEnd of(int exitCode, String shutdown, int status) {
        var seen = new GuestEndings.Seen(
                exitCode,
                shutdown,
                hasTripleFault(),
                status < 0 ? OptionalInt.empty() : OptionalInt.of(status),
                complaint());
        return GuestEndings.of(seen, plan.request().kernel().manifest().exit());
    }

    boolean hasTripleFault() {
        if (plan.resets().isEmpty()) {
            return false;
        }
        try (var lines = Files.lines(plan.resets().get(), StandardCharsets.ISO_8859_1)) {
            return lines.limit(100_000).anyMatch("Triple fault"::equals);
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** What QEMU itself said, but for what it says of every dive; not all of it begins with QEMU's name. */
    private String complaint() {
        try (var lines = Files.lines(log(), StandardCharsets.ISO_8859_1)) {
            return lines.limit(100)
                    .filter(line -> !line.isBlank() && !line.contains("warning:"))
                    .filter(line -> !line.contains("terminating on signal"))
                    .map(line -> line.substring(0, Math.min(line.length(), 500)))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** The first console is the main one; what says that Linux beside a co-kernel failed is on another. */
    GuestEnd withLastWords(GuestEnd end, List<? extends Console> consoles) {
        if (end.outcome() != Outcome.CRASHED) {
            return end;
        }
        var request = plan.request();
        var patterns = Stream.concat(Stream.of(request.kernel()), request.gpos().stream())
                .flatMap(kernel -> kernel.manifest().fail().stream())
                .toList();
        return consoles.stream()
                .flatMap(console -> LastWords.find(console.log(), patterns).stream())
                .findFirst()
                .map(line -> new GuestEnd(end.outcome(), end.exitCode(), end.reason() + " It said: " + line))
                .orElse(end);
    }

    GuestEnd withOutputs(GuestEnd end, GuestChannel channel, Path stream) {
        try {
            // All that it brought is in the file then.
            channel.close();
            var wanted = plan.request().net().outputs();
            var count = OutputsReader.read(stream, wanted, folder.data().resolve("outputs"));
            Files.deleteIfExists(stream);
            return count == wanted.size()
                    ? end
                    : new GuestEnd(
                            end.outcome(),
                            end.exitCode(),
                            (end.reason() + " Of " + wanted.size() + " outputs " + count + " came back.").strip());
        } catch (IOException e) {
            return new GuestEnd(
                    end.outcome(),
                    end.exitCode(),
                    (end.reason() + " The outputs could not be read: " + e.getMessage() + ".").strip());
        }
    }

    Path log() {
        return folder.data().resolve("qemu.log");
    }
}
