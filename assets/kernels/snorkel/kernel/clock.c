#include "clock.h"

#include <snorkel.h>
#include <stdbool.h>

#include "apic.h"
#include "console.h"
#include "io.h"

/* 8254 PIT: Intel data sheet; channel 2 is gated by port 0x61 on a PC. */
#define PIT_HZ		 1193182ULL
#define PIT_CHANNEL2	 0x42
#define PIT_COMMAND	 0x43
#define PIT_ONESHOT2	 0xB0 /* channel 2, low and high byte, mode 0 */
#define PIT_LATCH2	 0x80
#define GATE_PORT	 0x61
#define GATE_ON		 0x01
#define GATE_SPEAKER	 0x02
#define MEASURE_TICKS	 11932 /* 10 ms */
#define SAMPLES		 5
#define TSC_HZ_OTHERWISE 1000000000ULL
#define NANOSECONDS	 1000000000ULL
/* MC146818 real time clock */
#define CMOS_INDEX	 0x70
#define CMOS_DATA	 0x71
#define CMOS_UPDATING	 0x80 /* in status A */
#define CMOS_BINARY	 0x04 /* in status B */

struct sample {
	uint64_t tsc;
	uint32_t apic;
	uint16_t pit;
};

static uint64_t start_tsc, start_unix;
static uint64_t tsc_multiplier;	 /* nanoseconds for a tick of the TSC, times 2^32 */
static uint64_t apic_multiplier; /* ticks of the APIC's timer for a nanosecond, times 2^32 */

static uint16_t pit_read(void)
{
	uint8_t low;

	out8(PIT_COMMAND, PIT_LATCH2);
	low = in8(PIT_CHANNEL2);
	return (uint16_t)(low | in8(PIT_CHANNEL2) << 8);
}

/* All clocks at one moment: of several tries the one during which the least time went by. */
static struct sample take_sample(void)
{
	struct sample best = {0};
	uint64_t shortest = UINT64_MAX;

	for (unsigned int i = 0; i < SAMPLES; i++) {
		uint64_t before = read_tsc();
		uint16_t pit = pit_read();
		uint32_t apic = apic_timer_left();
		uint64_t after = read_tsc();

		if (after - before < shortest) {
			shortest = after - before;
			best = (struct sample){before + (after - before) / 2, apic, pit};
		}
	}
	return best;
}

static void measure(void)
{
	struct sample first, last;
	uint64_t pit_ticks, guard = 0;

	out8(GATE_PORT, (uint8_t)((in8(GATE_PORT) & ~GATE_SPEAKER) | GATE_ON));
	out8(PIT_COMMAND, PIT_ONESHOT2);
	out8(PIT_CHANNEL2, 0xFF);
	out8(PIT_CHANNEL2, 0xFF);
	apic_timer_set(UINT32_MAX);
	first = take_sample();
	while ((uint16_t)(first.pit - pit_read()) < MEASURE_TICKS && guard++ < 1000000)
		cpu_relax();
	last = take_sample();
	apic_timer_set(0);

	pit_ticks = (uint16_t)(first.pit - last.pit);
	if (pit_ticks < MEASURE_TICKS || last.tsc <= first.tsc || first.apic <= last.apic) {
		log_print("snorkel: no PIT to measure time with: taking 1 GHz for granted\n");
		tsc_multiplier = (NANOSECONDS << 32) / TSC_HZ_OTHERWISE;
		apic_multiplier = (1ULL << 32) / 16;
		return;
	}
	uint64_t nanoseconds = pit_ticks * NANOSECONDS / PIT_HZ;

	tsc_multiplier = (nanoseconds << 32) / (last.tsc - first.tsc);
	apic_multiplier = ((uint64_t)(first.apic - last.apic) << 32) / nanoseconds;
}

static uint8_t cmos_read(uint8_t index)
{
	out8(CMOS_INDEX, index);
	return in8(CMOS_DATA);
}

static unsigned int cmos_number(uint8_t index)
{
	uint8_t value = cmos_read(index);

	if (cmos_read(0x0B) & CMOS_BINARY)
		return value;
	return (value & 0x0FU) + (value >> 4 & 0x0FU) * 10;
}

/* Seconds since 1970; QEMU's clock is in UTC. Days: Howard Hinnant, "chrono-compatible dates". */
static uint64_t cmos_seconds(void)
{
	for (unsigned int i = 0; cmos_read(0x0A) & CMOS_UPDATING && i < 100000; i++)
		cpu_relax();
	unsigned int second = cmos_number(0x00), minute = cmos_number(0x02),
		     hour = cmos_number(0x04);
	unsigned int day = cmos_number(0x07), month = cmos_number(0x08),
		     year = 2000 + cmos_number(0x09);

	if (month < 1 || month > 12 || day < 1)
		return 0;
	year -= month <= 2;
	uint64_t era = year / 400, of_era = year - era * 400;
	uint64_t of_year = (153 * (month + (month > 2 ? -3U : 9U)) + 2) / 5 + day - 1;
	uint64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;

	return ((days * 24 + hour % 24) * 60 + minute) * 60 + second;
}

void clock_init(void)
{
	measure();
	start_tsc = read_tsc();
	start_unix = cmos_seconds() * NANOSECONDS;
}

uint64_t snorkel_nanoseconds(void)
{
	return (uint64_t)((unsigned __int128)(read_tsc() - start_tsc) * tsc_multiplier >> 32);
}

uint64_t snorkel_unix_nanoseconds(void)
{
	return start_unix + snorkel_nanoseconds();
}

uint32_t clock_apic_ticks(uint64_t nanoseconds)
{
	unsigned __int128 ticks = (unsigned __int128)nanoseconds * apic_multiplier >> 32;

	if (ticks < 1)
		return 1;
	return ticks > UINT32_MAX ? UINT32_MAX : (uint32_t)ticks;
}

void clock_spin(uint64_t nanoseconds)
{
	uint64_t end = snorkel_nanoseconds() + nanoseconds;

	while (snorkel_nanoseconds() < end)
		cpu_relax();
}
