#include "acpi.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "acpi_power.h"
#include "memory.h"

#define LOCAL_APIC_ID_UNUSED 0xFF
#define IOAPIC_USUAL	     0xFEC00000ULL
#define BIOS_AREA_START	     0xE0000ULL /* ACPI 5.2.5.1: where the RSDP lies on a PC */
#define BIOS_AREA_END	     0x100000ULL
#define TABLE_MAX	     (1U << 20) /* bytes; no table of a virtual machine comes close */

/* 5.2.5.3 */
struct rsdp {
	char signature[8];
	uint8_t checksum;
	char oem[6];
	uint8_t revision;
	uint32_t rsdt;
	uint32_t length;
	uint64_t xsdt;
} __attribute__((packed));

/* 5.2.12; its entries start with type and length */
struct madt {
	struct acpi_table header;
	uint32_t local_apic;
	uint32_t flags;
	uint8_t entries[];
} __attribute__((packed));

enum { MADT_CPU = 0, MADT_IOAPIC = 1, MADT_OVERRIDE = 2 };

static struct acpi_machine machine;

static bool checksum_good(const void *bytes, size_t count)
{
	const uint8_t *byte = bytes;
	uint8_t sum = 0;

	while (count-- > 0)
		sum = (uint8_t)(sum + *byte++);
	return sum == 0;
}

static bool is_rsdp(uint64_t address)
{
	const struct rsdp *rsdp = (const struct rsdp *)address;

	return address >= PAGE_SIZE && address < LOW_LIMIT - sizeof(*rsdp) &&
	       memcmp(rsdp->signature, "RSD PTR ", 8) == 0 && checksum_good(rsdp, 20);
}

static uint64_t find_rsdp(void)
{
	for (uint64_t address = BIOS_AREA_START; address < BIOS_AREA_END; address += 16)
		if (is_rsdp(address))
			return address;
	return 0;
}

static const struct acpi_table *table_at(uint64_t address)
{
	const struct acpi_table *table = (const struct acpi_table *)address;

	if (address < PAGE_SIZE || address > LOW_LIMIT - TABLE_MAX ||
	    table->length < sizeof(*table) || table->length > TABLE_MAX ||
	    !checksum_good(table, table->length))
		return NULL;
	return table;
}

static uint32_t word_at(const uint8_t *bytes)
{
	uint32_t word;

	memcpy(&word, bytes, sizeof(word));
	return word;
}

static void read_entry(const uint8_t *entry)
{
	switch (entry[0]) {
	case MADT_CPU:
		if (entry[1] >= 8 && word_at(entry + 4) & 1 && entry[3] != LOCAL_APIC_ID_UNUSED &&
		    machine.cpu_count < SNORKEL_CPUS_MAX)
			machine.apic_ids[machine.cpu_count++] = entry[3];
		break;
	case MADT_IOAPIC:
		if (entry[1] >= 12 && machine.ioapic == 0) {
			machine.ioapic = word_at(entry + 4);
			machine.ioapic_first = word_at(entry + 8);
		}
		break;
	case MADT_OVERRIDE:
		if (entry[1] >= 10 && entry[3] < ISA_IRQS)
			machine.isa_irq[entry[3]] = word_at(entry + 4);
		break;
	}
}

static void read_madt(const struct acpi_table *table)
{
	const struct madt *madt = (const struct madt *)table;
	const uint8_t *end = (const uint8_t *)table + table->length;

	for (const uint8_t *entry = madt->entries;
	     entry + 2 <= end && entry[1] >= 2 && entry + entry[1] <= end; entry += entry[1])
		read_entry(entry);
}

static void read_table(uint64_t address)
{
	const struct acpi_table *table = table_at(address);

	if (!table)
		return;
	if (memcmp(table->signature, "APIC", 4) == 0 && table->length >= sizeof(struct madt))
		read_madt(table);
	else if (memcmp(table->signature, "FACP", 4) == 0)
		acpi_power_init(table);
}

/* The RSDT holds 32-bit addresses, the XSDT 64-bit ones. */
static void read_root(const struct rsdp *rsdp)
{
	bool extended = rsdp->revision >= 2 && rsdp->xsdt != 0;
	const struct acpi_table *root = table_at(extended ? rsdp->xsdt : rsdp->rsdt);
	size_t width = extended ? 8 : 4;

	if (!root)
		return;
	for (size_t offset = sizeof(*root); offset + width <= root->length; offset += width) {
		uint64_t address = 0;

		memcpy(&address, (const uint8_t *)root + offset, width);
		read_table(address);
	}
}

void acpi_init(uint64_t rsdp)
{
	for (unsigned int irq = 0; irq < ISA_IRQS; irq++)
		machine.isa_irq[irq] = irq;
	if (!is_rsdp(rsdp))
		rsdp = find_rsdp();
	if (rsdp)
		read_root((const struct rsdp *)rsdp);
	if (machine.cpu_count == 0)
		machine.cpu_count = 1;
	if (machine.ioapic == 0)
		machine.ioapic = IOAPIC_USUAL;
}

const struct acpi_machine *acpi_machine(void)
{
	return &machine;
}
