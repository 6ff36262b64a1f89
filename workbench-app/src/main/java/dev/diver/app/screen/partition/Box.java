package dev.diver.app.screen.partition;

/** A rectangle of a drawing, in pixels. */
record Box(double x, double y, double width, double height) {
    boolean contains(double px, double py) {
        return px >= x && px < x + width && py >= y && py < y + height;
    }

    boolean meets(Box other) {
        return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
    }

    /** So much larger on each side. */
    Box around(double margin) {
        return new Box(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
    }

    Box moved(double right, double down) {
        return new Box(x + right, y + down, width, height);
    }
}
