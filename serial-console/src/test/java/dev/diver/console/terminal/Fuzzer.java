package dev.diver.console.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Searches for input that breaks a terminal: {@code Fuzzer SEEDS OUT SECONDS}. Begins with the files in SEEDS and
 * what is in their archives, changes what
 * reached new states again and again, and writes to OUT what broke something ({@code crash-*}) and, in the end, a few inputs
 * that together reach all states that were reached ({@code corpus.zip}).
 */
public final class Fuzzer {

    private static final long SLOW = TimeUnit.SECONDS.toNanos(5);
    private static final int LARGEST_CORPUS = 400_000;

    private final Path out;
    private final FuzzSubject subject = new FuzzSubject();
    private final Random random = new Random();
    private final List<byte[]> corpus = new ArrayList<>();
    private long runs;
    private int broken;

    private Fuzzer(Path out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        Fuzzer fuzzer = new Fuzzer(Files.createDirectories(Path.of(arguments[1])));
        fuzzer.seed(Path.of(arguments[0]));
        fuzzer.run(TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[2])));
    }

    private void seed(Path seeds) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(seeds)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(".zip")) {
                unzip(file);
                continue;
            }
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at += FuzzMutator.LONGEST) {
                corpus.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + FuzzMutator.LONGEST)));
            }
        }
        for (byte[] each : corpus) {
            attempt(each);
        }
    }

    private void unzip(Path file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            while (zip.getNextEntry() != null) {
                corpus.add(zip.readAllBytes());
            }
        }
    }

    private void run(long nanos) throws IOException {
        FuzzMutator mutator = new FuzzMutator(random);
        long start = System.nanoTime();
        long told = start;
        while (System.nanoTime() - start < nanos) {
            byte[] input = mutator.mutate(corpus);
            if (attempt(input)) {
                corpus.add(input);
            }
            if (System.nanoTime() - told > TimeUnit.MINUTES.toNanos(1)) {
                told = System.nanoTime();
                tell((told - start) / 1_000_000_000);
            }
        }
        tell(nanos / 1_000_000_000);
        keep();
    }

    private void tell(long seconds) {
        System.out.println(seconds + " s: " + runs + " inputs, " + subject.states() + " states, " + corpus.size()
                + " kept, " + broken + " broken");
    }

    private boolean attempt(byte[] input) throws IOException {
        long seed = random.nextLong();
        runs++;
        long start = System.nanoTime();
        try {
            boolean isNew = subject.run(input, seed);
            if (System.nanoTime() - start > SLOW) {
                save("slow", input);
            }
            return isNew;
        } catch (RuntimeException | AssertionError | OutOfMemoryError | StackOverflowError failure) {
            if (broken++ < 50) {
                System.out.println(save("crash", input) + ": " + failure + " at " + failure.getStackTrace()[0]);
            }
            return false;
        }
    }

    private Path save(String kind, byte[] input) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(input);
        Path file = out.resolve(kind + "-" + HexFormat.of().toHexDigits((int) sum.getValue()));
        return Files.write(file, input);
    }

    /** The latest first, since what was found late reaches what was found early too, and more. */
    private void keep() throws IOException {
        FuzzSubject again = new FuzzSubject();
        int size = 0;
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(out.resolve("corpus.zip")))) {
            int kept = 0;
            for (byte[] input : corpus.reversed()) {
                if (size + input.length <= LARGEST_CORPUS && again.run(input, 1)) {
                    zip.putNextEntry(new ZipEntry(String.format("%05d", kept++)));
                    zip.write(input);
                    size += input.length;
                }
            }
            System.out.println(kept + " inputs of " + size + " bytes reach " + again.states() + " states");
        }
    }
}
