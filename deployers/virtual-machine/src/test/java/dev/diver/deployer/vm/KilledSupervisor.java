package dev.diver.deployer.vm;

import java.nio.file.Path;

/** Started by {@link SupervisorDeathTest} as a process of its own: dives, says the guest's process id, and waits. */
final class KilledSupervisor {
    private KilledSupervisor() {}

    public static void main(String[] arguments) throws Exception {
        var bed = new TestBed(Path.of(arguments[0]));
        var image = TinyGuest.that("hangs", bed.store).getFileName().toString();
        var dive = bed.dive(Manifests.tiny(image));
        System.out.println(dive.record().guest().orElseThrow());
        dive.ended().join();
    }
}
