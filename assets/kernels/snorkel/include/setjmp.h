/* C11 7.13. The registers that a function keeps: System V AMD64 ABI, section 3.2.1. */
#ifndef SETJMP_H
#define SETJMP_H

typedef unsigned long jmp_buf[8];

__attribute__((returns_twice)) int setjmp(jmp_buf environment);
_Noreturn void longjmp(jmp_buf environment, int value);

#endif
