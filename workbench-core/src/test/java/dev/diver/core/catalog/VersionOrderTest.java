package dev.diver.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionOrderTest {
    @Test
    void ordersAsPeopleDo() {
        var ordered = List.of("0.1.0", "1.0-rc1", "1.0-rc2", "1.0", "1.0.1", "1.2", "1.10", "6.1", "20190125");
        var shuffled = new java.util.ArrayList<>(ordered);
        java.util.Collections.shuffle(shuffled, new java.util.Random(3));
        shuffled.sort(new VersionOrder());
        assertEquals(ordered, shuffled);
    }
}
