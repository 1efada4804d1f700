/*
 * What a helper program gives up before it reads its first byte.
 */
#ifndef DAIS_OS_CONFINE_H
#define DAIS_OS_CONFINE_H

#include <stddef.h>

/*
 * At most `memory` bytes of addresses (0: any) and `seconds` of the processor; no core, no new
 * rights, no network, nothing in the file system written, made, removed or started; and it ends
 * with the program that started it. What is open stays open. What the kernel does not know is left
 * out.
 */
void confine_process(size_t memory, unsigned seconds);

#endif
