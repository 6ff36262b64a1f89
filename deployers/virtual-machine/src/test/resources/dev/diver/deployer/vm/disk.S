/*
 * The boot sector of a disk that says what stands from byte 512 on, to the first zero, as OSv's boot loader takes its
 * command line from there; then it ends the machine with 7.
 */

#define COM1 0x3f8
#define EXIT_PORT 0xf4

        .code16
        .section .text
        .globl _start
_start:
        ljmp $0, $1f
1:      xor %ax, %ax
        mov %ax, %ds
        mov %ax, %es
        mov %ax, %ss
        mov $0x7c00, %sp
        mov $0x80, %dl                  # the first disk
        mov $packet, %si
        mov $0x42, %ah                  # extended read (INT 13h extensions)
        int $0x13
        jc end
        mov $0x7e00, %si
        cld
1:      lodsb
        test %al, %al
        jz end
        call put
        jmp 1b
end:    mov $'\n', %al
        call put
        mov $7, %al
        out %al, $EXIT_PORT
1:      hlt
        jmp 1b

put:    mov %al, %ah
        mov $COM1 + 5, %dx
1:      in %dx, %al
        test $0x20, %al                 # until the last one has gone
        jz 1b
        mov %ah, %al
        mov $COM1, %dx
        out %al, %dx
        ret

packet: .byte 16, 0
        .word 31                        # sectors
        .word 0x7e00, 0
        .quad 1                         # from the second on

        .org 510
        .word 0xaa55
