/* The few things that ACPI tables tell us. ACPI specification 6.5, chapters 5, 7 and 4.8. */
#ifndef KERNEL_ACPI_H
#define KERNEL_ACPI_H

#include <snorkel.h>
#include <stdint.h>

#define ISA_IRQS 16

struct acpi_machine {
	unsigned int cpu_count;
	uint32_t apic_ids[SNORKEL_CPUS_MAX];
	uint64_t ioapic;
	uint32_t ioapic_first;	    /* the first global interrupt of that I/O APIC */
	uint32_t isa_irq[ISA_IRQS]; /* the global interrupt of each ISA interrupt */
};

/*
 * Reads the tables; rsdp is the address that the boot loader gave, or 0 to look for it. Without
 * tables: one processor, the usual I/O APIC, no power-off.
 */
void acpi_init(uint64_t rsdp);

const struct acpi_machine *acpi_machine(void);

/* State S5; returns where the machine cannot do that. */
void acpi_power_off(void);

#endif
