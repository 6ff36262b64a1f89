package dev.diver.app.screen.fake;

import dev.diver.core.dive.Console;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

public final class FakeConsole implements Console {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<Sink> sinks = new ArrayList<>();
    private final Path log;

    private final String name;

    FakeConsole(String name, Path log) {
        this.name = name;
        this.log = log;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void write(byte[] bytes) {
        say(new String(bytes, StandardCharsets.UTF_8));
    }

    /** As if its guest had said it. */
    public synchronized void say(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        said.writeBytes(bytes);
        sinks.forEach(sink -> sink.accept(bytes, 0, bytes.length));
    }

    synchronized byte[] all() {
        return said.toByteArray();
    }

    @Override
    public synchronized Subscription attach(Sink sink) {
        sink.accept(said.toByteArray(), 0, said.size());
        sinks.add(sink);
        return () -> detach(sink);
    }

    private synchronized void detach(Sink sink) {
        sinks.remove(sink);
    }
}
