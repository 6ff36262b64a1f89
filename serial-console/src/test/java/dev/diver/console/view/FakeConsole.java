package dev.diver.console.view;

import dev.diver.core.dive.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A console that says what a test wants. */
final class FakeConsole implements Console {

    private final Path log;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<Sink> sinks = new ArrayList<>();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();

    private volatile Set<Signal> signals = Set.of();

    FakeConsole(Path log) {
        this.log = log;
    }

    synchronized void say(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        said.writeBytes(bytes);
        try {
            Files.write(log, said.toByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        sinks.forEach(sink -> sink.accept(bytes, 0, bytes.length));
    }

    synchronized String typed() {
        return typed.toString(StandardCharsets.UTF_8);
    }

    synchronized int views() {
        return sinks.size();
    }

    void carries(Signal... all) {
        signals = Set.of(all);
    }

    @Override
    public Set<Signal> signals() {
        return signals;
    }

    @Override
    public void signal(Signal signal) {
        write(("<" + signal + ">").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public synchronized void write(byte[] bytes) {
        typed.writeBytes(bytes);
    }

    @Override
    public synchronized Subscription attach(Sink sink) {
        byte[] backlog = said.toByteArray();
        sink.accept(backlog, 0, backlog.length);
        sinks.add(sink);
        return () -> remove(sink);
    }

    private synchronized void remove(Sink sink) {
        sinks.remove(sink);
    }
}
