package dev.diver.console.view;

import dev.diver.console.terminal.LineFeeds;
import dev.diver.console.terminal.Terminal;
import dev.diver.core.dive.Console;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Connects a console and a terminal. Attaching is done by a thread of its own, since a console that already said much may
 * take a while to say it again.
 */
final class ConsoleFeed {

    private final Console console;
    private final Terminal terminal;
    /** What was said before we came: questions in it were asked of somebody else, or were answered already. */
    private final long backlog;

    private final Object lock = new Object();
    private Console.Subscription subscription;
    private boolean closed;

    private volatile Thread attaching;
    private volatile long received;

    ConsoleFeed(Console console, int columns, int rows, int scrollBack, long scrollBackBytes) {
        this.console = console;
        terminal = new Terminal(columns, rows, scrollBack, scrollBackBytes, this::reply);
        terminal.lineFeeds(LineFeeds.AUTOMATIC);
        backlog = size(console);
    }

    Terminal terminal() {
        return terminal;
    }

    private static long size(Console console) {
        try {
            return Files.size(console.log());
        } catch (IOException noneYet) {
            return 0;
        }
    }

    void open() {
        Thread.ofVirtual().name("attach " + console.name()).start(this::attach);
    }

    private void attach() {
        attaching = Thread.currentThread();
        Console.Subscription attached = console.attach(new Arriving());
        attaching = null;
        synchronized (lock) {
            if (!closed) {
                subscription = attached;
                return;
            }
        }
        attached.close();
    }

    /** What comes, with its time where the console knows it. */
    private final class Arriving implements Console.Sink {
        private static final long NOW = -1;

        private long time = NOW;

        @Override
        public void accept(byte[] bytes, int offset, int length) {
            ConsoleFeed.this.accept(bytes, offset, length, time == NOW ? System.currentTimeMillis() : time);
        }

        @Override
        public void cameAt(long came) {
            time = came;
        }
    }

    /** One thread at a time calls this: first the one that attaches, then perhaps the draining one. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void accept(byte[] bytes, int offset, int length, long time) {
        synchronized (lock) {
            if (closed) {
                return;
            }
        }
        terminal.write(bytes, offset, length, time);
        received = received + length;
    }

    private void reply(byte[] bytes) {
        if (received >= backlog && Thread.currentThread() != attaching) {
            console.write(bytes);
        }
    }

    void send(byte[] bytes) {
        console.write(bytes);
    }

    void close() {
        Console.Subscription ended;
        synchronized (lock) {
            closed = true;
            ended = subscription;
            subscription = null;
        }
        if (ended != null) {
            ended.close();
        }
    }
}
