/* Starting the other processors. Intel SDM volume 3, section 8.4. */
#ifndef KERNEL_SMP_H
#define KERNEL_SMP_H

#include <stdint.h>

#define SMP_VECTOR 0x42

/* Numbers the processors: 0 is the one that runs this. */
void smp_init(void);

#endif
