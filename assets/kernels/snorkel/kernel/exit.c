#include "exit.h"

#include <snorkel.h>

#include "acpi.h"
#include "io.h"

#define STATUS_PORT 0xE9 /* QEMU's isa-debugcon: the status, all 8 bits */
#define EXIT_PORT   0xF4 /* QEMU's isa-debug-exit: value v ends QEMU with (v << 1) | 1 */
#define EXIT_DONE   0
#define EXIT_CRASH  127

/* One way after the other: whichever the machine has ends it. */
static _Noreturn void end(uint8_t value)
{
	interrupts_off();
	out8(EXIT_PORT, value);
	acpi_power_off();
	halt_forever();
}

_Noreturn void snorkel_exit(int status)
{
	out8(STATUS_PORT, (uint8_t)status);
	end(EXIT_DONE);
}

_Noreturn void exit_crashed(void)
{
	end(EXIT_CRASH);
}
