/* Power-off by way of the FADT and the DSDT's \_S5 object. ACPI 6.5, 4.8.3, 5.2.9, 7.4.2. */
#ifndef KERNEL_ACPI_POWER_H
#define KERNEL_ACPI_POWER_H

#include <stdint.h>

/* 5.2.6 */
struct acpi_table {
	char signature[4];
	uint32_t length;
	uint8_t revision;
	uint8_t checksum;
	char oem[6];
	char oem_table[8];
	uint32_t oem_revision;
	uint32_t creator;
	uint32_t creator_revision;
} __attribute__((packed));

_Static_assert(sizeof(struct acpi_table) == 36, "ACPI 6.5, table 5.4");

/* Remembers what acpi_power_off() needs; fadt has the signature FACP and a good checksum. */
void acpi_power_init(const struct acpi_table *fadt);

#endif
