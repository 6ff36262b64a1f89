/* How often and how long: struct cokernel_statistics. */
#ifndef COKERNEL_STATISTICS_H
#define COKERNEL_STATISTICS_H

#include <stdbool.h>
#include <stdint.h>

#include <diver/cokernel.h>

void statistics_init(void);

/* Ticks of the time stamp counter in that many nanoseconds. */
uint64_t statistics_ticks(uint64_t nanoseconds);

enum served {
	SERVED_HERE = COKERNEL_SERVER_SELF,
	SERVED_BY_LINUX = COKERNEL_SERVER_LINUX,
	SERVED_BY_NOBODY = COKERNEL_SERVER_NOBODY,
};

/* One call that took that many ticks. */
void statistics_count(uint64_t number, int64_t result, enum served served, uint64_t ticks);

#endif
