/* How this configuration comes to its application: linked.c or loader.c. */
#ifndef KERNEL_APPLICATION_H
#define KERNEL_APPLICATION_H

/* Runs the application with arguments and environment of the command line, and ends the guest. */
_Noreturn void application_run(void);

#endif
