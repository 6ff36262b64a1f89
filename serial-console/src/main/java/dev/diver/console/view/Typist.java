package dev.diver.console.view;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/**
 * Types a text as a quick person would: guests without flow control lose what comes faster than they look at their port.
 * Belongs to the JavaFX thread.
 */
final class Typist {

    /** What the receiver of a 16550A holds (National Semiconductor PC16550D, "FIFO mode"). */
    static final int PIECE = 16;

    /** That much takes a line with 9600 baud, 8 bits and a stop bit 16.7 ms. */
    private static final Duration PAUSE = Duration.millis(17);

    private final Consumer<byte[]> send;
    private final Runnable changed;
    private final Timeline timeline = new Timeline(new KeyFrame(PAUSE, event -> piece()));
    private byte[] text = {};
    private int typed;

    /**
     * @param send takes each piece
     * @param changed is told after each
     */
    Typist(Consumer<byte[]> send, Runnable changed) {
        this.send = send;
        this.changed = changed;
        timeline.setCycleCount(Timeline.INDEFINITE);
    }

    /** Begins; what was still being typed is followed by this. */
    void type(byte[] bytes) {
        byte[] left = Arrays.copyOfRange(text, typed, text.length + bytes.length);
        System.arraycopy(bytes, 0, left, left.length - bytes.length, bytes.length);
        text = left;
        typed = 0;
        timeline.play();
        changed.run();
    }

    void stop() {
        timeline.stop();
        text = new byte[0];
        typed = 0;
        changed.run();
    }

    private void piece() {
        int end = Math.min(text.length, typed + PIECE);
        // A character is not cut: the guest might echo its halves.
        while (end < text.length && (text[end] & 0xC0) == 0x80) {
            end++;
        }
        byte[] piece = Arrays.copyOfRange(text, typed, end);
        typed = end;
        if (typed == text.length) {
            stop();
        } else {
            changed.run();
        }
        send.accept(piece);
    }

    boolean isTyping() {
        return typed < text.length;
    }

    String progress() {
        return "Typing: " + typed + " of " + text.length + " bytes";
    }

    /** The keys of a text: line ends become Enter, and other control characters than tabs are left out. */
    static byte[] keys(String text) {
        StringBuilder keys = new StringBuilder(text.length());
        text.replace("\r\n", "\r").replace('\n', '\r').codePoints().forEach(codePoint -> {
            if (codePoint == '\r' || codePoint == '\t' || !Character.isISOControl(codePoint)) {
                keys.appendCodePoint(codePoint);
            }
        });
        return keys.toString().getBytes(StandardCharsets.UTF_8);
    }
}
