/* What a signal that ends the program says, and with which exit status.
 *
 * In C, because a handler may only do what is safe while anything at all was interrupted
 * (signal-safety(7)): here that is write(2) of a constant and _exit(2). Swift may allocate, lock or
 * touch a reference count behind any line. */
#ifndef CANDOR_FATAL_SIGNALS_H
#define CANDOR_FATAL_SIGNALS_H

/* From now on one fixed sentence on standard error, and nothing of registers or memory, which may
 * be a patient's: exit status 65 after SIGBUS and SIGSEGV, as a page of a mapped file that is not
 * there or not believable gives them; 70 after SIGILL, SIGTRAP, SIGFPE, SIGABRT and SIGSYS.
 * Replaces the handlers that Swift's runtime has set up for its backtraces. */
void candor_fatal_signals_answer(void);

/* From now on the system's own way, without a backtrace: the process ends by the signal, for a
 * parent that waits to learn which. */
void candor_fatal_signals_leave(void);

#endif
