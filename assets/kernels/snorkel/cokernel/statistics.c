#include "statistics.h"

#include <string.h>

#include "layout.h"

#define SUB_BUCKET_MAGNITUDE 7 /* HdrHistogram: half of 256 sub-buckets, as a power of two */
#define SUB_BUCKET_MASK	     255ULL
#define ERRNO_MAX	     4095

static uint64_t nanoseconds_multiplier; /* nanoseconds for a tick, times 2^32 */
static uint64_t ticks_multiplier;	/* ticks for a nanosecond, times 2^32 */

void statistics_init(void)
{
	uint64_t khz = WINDOW->tsc_khz ? WINDOW->tsc_khz : 1000000;

	nanoseconds_multiplier = (1000000ULL << 32) / khz;
	ticks_multiplier = (khz << 32) / 1000000;
}

uint64_t statistics_ticks(uint64_t nanoseconds)
{
	return (uint64_t)((unsigned __int128)nanoseconds * ticks_multiplier >> 32);
}

/* HdrHistogram, AbstractHistogram.countsArrayIndex(), for two significant digits. */
static unsigned int index_of(uint64_t value)
{
	unsigned int bucket =
		63U - SUB_BUCKET_MAGNITUDE - (unsigned int)__builtin_clzll(value | SUB_BUCKET_MASK);
	unsigned int sub_bucket = (unsigned int)(value >> bucket);

	return ((bucket + 1) << SUB_BUCKET_MAGNITUDE) + sub_bucket - (1U << SUB_BUCKET_MAGNITUDE);
}

static uint32_t *histogram_of(struct cokernel_count *count)
{
	struct cokernel_statistics *all = &WINDOW->statistics;

	if (count->histogram == 0) {
		if (all->histogram_count == COKERNEL_HISTOGRAMS)
			return 0;
		/* It may hold those of the program before; nobody reads it until it has a number.
		 */
		memset(all->histograms[all->histogram_count], 0, sizeof(all->histograms[0]));
		all->histogram_count++;
		__atomic_store_n(&count->histogram, all->histogram_count, __ATOMIC_RELEASE);
	}
	return all->histograms[count->histogram - 1];
}

void statistics_count(uint64_t number, int64_t result, enum served served, uint64_t ticks)
{
	struct cokernel_count *count;
	uint64_t nanoseconds;
	uint32_t *histogram;

	if (number >= COKERNEL_CALLS || WINDOW->statistics_off)
		return;
	count = &WINDOW->statistics.calls[number][served];
	nanoseconds = (uint64_t)((unsigned __int128)ticks * nanoseconds_multiplier >> 32);
	count->count++;
	count->errors += result < 0 && result >= -ERRNO_MAX;
	count->total += nanoseconds;
	if (nanoseconds > count->longest)
		count->longest = nanoseconds;
	histogram = histogram_of(count);
	if (histogram)
		histogram[index_of(nanoseconds > COKERNEL_LATENCY_LIMIT ? COKERNEL_LATENCY_LIMIT
									: nanoseconds)]++;
}
