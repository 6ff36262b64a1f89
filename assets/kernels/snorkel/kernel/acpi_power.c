#include "acpi_power.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "acpi.h"
#include "io.h"
#include "memory.h"

/* Offsets in the FADT: ACPI 6.5, table 5.9. */
#define FADT_DSDT	      40
#define FADT_PM1A_CONTROL     64
#define FADT_PM1B_CONTROL     68
#define FADT_FLAGS	      112
#define FADT_SLEEP_CONTROL    244
#define FADT_X_DSDT	      140
#define FLAG_HARDWARE_REDUCED (1U << 20)
#define ADDRESS_SPACE_MEMORY  0 /* generic address structure: 5.2.3.2 */
#define ADDRESS_SPACE_IO      1
/* 4.8.3.2.1 and 4.8.3.7: sleep type and enable bits */
#define PM1_SLEEP_ENABLE      (1U << 13)
#define PM1_SLEEP_TYPE	      10
#define SLEEP_ENABLE	      (1U << 5)
#define SLEEP_TYPE	      2
/* AML, 20.2: a package of integers */
#define AML_PACKAGE	      0x12
#define AML_BYTE	      0x0A
#define AML_ONE		      0x01
#define AML_ZERO	      0x00
#define DSDT_MAX	      (1U << 20)

static bool known;
static uint16_t pm1a, pm1b;
static uint8_t type_a, type_b;
static uint8_t sleep_space;
static uint64_t sleep_control;

static uint64_t field(const struct acpi_table *table, size_t offset, size_t width)
{
	uint64_t value = 0;

	if (offset + width <= table->length)
		memcpy(&value, (const uint8_t *)table + offset, width);
	return value;
}

/* One integer of the package; false at the end or where it is something else. */
static bool read_integer(const uint8_t **at, const uint8_t *end, uint8_t *value)
{
	if (*at < end && (**at == AML_ZERO || **at == AML_ONE)) {
		*value = *(*at)++;
		return true;
	}
	if (*at + 1 < end && **at == AML_BYTE) {
		*value = (*at)[1];
		*at += 2;
		return true;
	}
	return false;
}

/* "_S5_", PackageOp, length (1 to 4 bytes), count, sleep types for PM1a and PM1b. */
static bool read_s5(const struct acpi_table *dsdt)
{
	const uint8_t *bytes = (const uint8_t *)dsdt;
	const uint8_t *end = bytes + dsdt->length;

	for (const uint8_t *at = bytes + sizeof(*dsdt); at + 8 < end; at++) {
		if (memcmp(at, "_S5_", 4) != 0 || at[4] != AML_PACKAGE)
			continue;
		at += 5;
		at += 1 + (*at >> 6) + 1;
		if (!read_integer(&at, end, &type_a))
			return false;
		if (!read_integer(&at, end, &type_b))
			type_b = type_a;
		return true;
	}
	return false;
}

void acpi_power_init(const struct acpi_table *fadt)
{
	uint64_t address = field(fadt, FADT_DSDT, 4);
	const struct acpi_table *dsdt;

	if (address == 0)
		address = field(fadt, FADT_X_DSDT, 8);
	if (address < PAGE_SIZE || address > LOW_LIMIT - DSDT_MAX)
		return;
	dsdt = (const struct acpi_table *)address;
	if (memcmp(dsdt->signature, "DSDT", 4) != 0 || dsdt->length > DSDT_MAX ||
	    dsdt->length < sizeof(*dsdt) || !read_s5(dsdt))
		return;
	pm1a = (uint16_t)field(fadt, FADT_PM1A_CONTROL, 4);
	pm1b = (uint16_t)field(fadt, FADT_PM1B_CONTROL, 4);
	if (field(fadt, FADT_FLAGS, 4) & FLAG_HARDWARE_REDUCED) {
		sleep_space = (uint8_t)field(fadt, FADT_SLEEP_CONTROL, 1);
		sleep_control = field(fadt, FADT_SLEEP_CONTROL + 4, 8);
	}
	known = true;
}

void acpi_power_off(void)
{
	uint8_t sleep = (uint8_t)(type_a << SLEEP_TYPE | SLEEP_ENABLE);

	if (!known)
		return;
	if (sleep_control && sleep_space == ADDRESS_SPACE_IO)
		out8((uint16_t)sleep_control, sleep);
	else if (sleep_control && sleep_space == ADDRESS_SPACE_MEMORY && sleep_control < LOW_LIMIT)
		*(volatile uint8_t *)sleep_control = sleep;
	if (pm1a)
		out16(pm1a, (uint16_t)(type_a << PM1_SLEEP_TYPE | PM1_SLEEP_ENABLE));
	if (pm1b)
		out16(pm1b, (uint16_t)(type_b << PM1_SLEEP_TYPE | PM1_SLEEP_ENABLE));
}
