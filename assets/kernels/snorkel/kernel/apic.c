#include "apic.h"

#include "acpi.h"
#include "io.h"
#include "timer.h"

#define MSR_APIC_BASE	     0x1B
#define APIC_BASE_ENABLE     0x800
#define APIC_BASE_X2APIC     0x400
#define APIC_BASE_ADDRESS    0xFFFFF000ULL
/* Registers: SDM volume 3, table 10-1. */
#define REGISTER_ID	     0x20
#define REGISTER_PRIORITY    0x80
#define REGISTER_EOI	     0xB0
#define REGISTER_SPURIOUS    0xF0
#define REGISTER_COMMAND     0x300
#define REGISTER_DESTINATION 0x310
#define REGISTER_TIMER	     0x320
#define REGISTER_INITIAL     0x380
#define REGISTER_CURRENT     0x390
#define REGISTER_DIVIDE	     0x3E0
#define SPURIOUS_ENABLE	     0x100
#define SPURIOUS_VECTOR	     0xFF
#define DIVIDE_BY_16	     0x3
/* Interrupt command: SDM volume 3, figure 10-12. */
#define COMMAND_PENDING	     0x1000
#define COMMAND_FIXED	     0x4000
#define COMMAND_INIT	     0x4500
#define COMMAND_STARTUP	     0x4600
/* I/O APIC: index, window, low and high word of each redirection entry. */
#define IOAPIC_SELECT	     0x00
#define IOAPIC_WINDOW	     0x10
#define IOAPIC_ENTRIES	     0x10

static volatile uint32_t *registers;

static uint32_t get(unsigned int offset)
{
	return registers[offset / 4];
}

static void set(unsigned int offset, uint32_t value)
{
	registers[offset / 4] = value;
}

/* QEMU starts in xAPIC mode; were x2APIC on, it could only be left by way of "off". */
void apic_enable(void)
{
	uint64_t base = read_msr(MSR_APIC_BASE);

	if (base & APIC_BASE_X2APIC)
		write_msr(MSR_APIC_BASE, base & ~(uint64_t)(APIC_BASE_X2APIC | APIC_BASE_ENABLE));
	write_msr(MSR_APIC_BASE, (base & ~(uint64_t)APIC_BASE_X2APIC) | APIC_BASE_ENABLE);
	registers = (volatile uint32_t *)(base & APIC_BASE_ADDRESS);
	set(REGISTER_PRIORITY, 0);
	set(REGISTER_SPURIOUS, SPURIOUS_ENABLE | SPURIOUS_VECTOR);
	set(REGISTER_DIVIDE, DIVIDE_BY_16);
	set(REGISTER_TIMER, TIMER_VECTOR);
}

uint32_t apic_id(void)
{
	return get(REGISTER_ID) >> 24;
}

void apic_end(void)
{
	set(REGISTER_EOI, 0);
}

void apic_timer_set(uint32_t ticks)
{
	set(REGISTER_INITIAL, ticks);
}

uint32_t apic_timer_left(void)
{
	return get(REGISTER_CURRENT);
}

static void command(uint32_t destination, uint32_t value)
{
	uint64_t flags = interrupts_save();

	set(REGISTER_DESTINATION, destination << 24);
	set(REGISTER_COMMAND, value);
	while (get(REGISTER_COMMAND) & COMMAND_PENDING)
		cpu_relax();
	interrupts_restore(flags);
}

void apic_send_init(uint32_t destination)
{
	command(destination, COMMAND_INIT);
}

void apic_send_startup(uint32_t destination, uint64_t address)
{
	command(destination, COMMAND_STARTUP | (uint32_t)(address >> 12));
}

void apic_send(uint32_t destination, uint8_t vector)
{
	command(destination, COMMAND_FIXED | vector);
}

void ioapic_route(unsigned int irq, uint8_t vector)
{
	const struct acpi_machine *machine = acpi_machine();
	volatile uint32_t *ioapic = (volatile uint32_t *)machine->ioapic;
	uint32_t input = machine->isa_irq[irq] - machine->ioapic_first;

	ioapic[IOAPIC_SELECT] = IOAPIC_ENTRIES + 2 * input + 1;
	ioapic[IOAPIC_WINDOW / 4] = apic_id() << 24;
	ioapic[IOAPIC_SELECT] = IOAPIC_ENTRIES + 2 * input;
	ioapic[IOAPIC_WINDOW / 4] = vector;
}
