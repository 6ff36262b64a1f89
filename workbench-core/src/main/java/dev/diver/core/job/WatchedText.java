package dev.diver.core.job;

/**
 * A text that a regular expression is tried on, and that tells each look at one of its characters. Some expressions take time
 * that doubles with each character, and nothing but an exception from such a look ends them.
 */
public final class WatchedText implements CharSequence {
    private final CharSequence text;
    private final Runnable look;

    /** @param look called before each look; ends the match by what it throws */
    public WatchedText(CharSequence text, Runnable look) {
        this.text = text;
        this.look = look;
    }

    @Override
    public char charAt(int index) {
        look.run();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    /** What was found is looked at without being watched. */
    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
