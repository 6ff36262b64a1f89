package dev.diver.deployer.hardware;

/** One thing that a dive takes from a node's Linux. The guard ({@code guard.sh}) knows these and no others. */
sealed interface Step {

    /** As the guard reads it. */
    String line();

    /** What happens, in words. */
    String what();

    /** What the guard does, as a command of the node's. */
    String taken();

    /** How it is undone, likewise. */
    String givenBack();

    /** What must hold. */
    String needs();

    /** @param number Linux's */
    record Processor(int number) implements Step {
        private String file() {
            return "/sys/devices/system/cpu/cpu" + number + "/online";
        }

        @Override
        public String line() {
            return "cpu " + number;
        }

        @Override
        public String what() {
            return "processor " + number + " goes offline";
        }

        @Override
        public String taken() {
            return "echo 0 > " + file();
        }

        @Override
        public String givenBack() {
            return "echo 1 > " + file();
        }

        @Override
        public String needs() {
            return "processor " + number + " is online, and Linux can do without it";
        }
    }

    /** @param state to give it back in: {@code online_movable} keeps it movable */
    record MemoryBlock(int number, String state) implements Step {
        private String file() {
            return "/sys/devices/system/memory/memory" + number + "/state";
        }

        @Override
        public String line() {
            return "memory " + number + " " + state;
        }

        @Override
        public String what() {
            return "memory block " + number + " goes offline";
        }

        @Override
        public String taken() {
            return "echo offline > " + file();
        }

        @Override
        public String givenBack() {
            return "echo " + state + " > " + file();
        }

        @Override
        public String needs() {
            return "memory block " + number + " is online, and what is in it can be moved";
        }
    }

    /** The module for co-kernels, unless another dive has loaded it; it stays as long as one needs it. */
    record Module(String file) implements Step {
        @Override
        public String line() {
            return "module " + file;
        }

        @Override
        public String what() {
            return "the module for co-kernels is loaded, unless it is";
        }

        @Override
        public String taken() {
            return "insmod " + file;
        }

        @Override
        public String givenBack() {
            return "rmmod diver_cokernel";
        }

        @Override
        public String needs() {
            return "Linux takes a module that nobody signed";
        }
    }
}
