// What the thread sanitizer has to know of Swift's Mutex: its slow paths lie in the standard
// library, which is not built for the sanitizer, so what a waiting thread takes over from the last
// holder would look like a race. Loaded before that library (LD_PRELOAD), this tells it.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

// Of the sanitizer's runtime; missing in processes that are built without.
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

SWIFT void lock_slow(uint32_t thread, SELF mutex) __asm__(LOCK);
SWIFT void lock_slow(uint32_t thread, SELF mutex) {
  typedef SWIFT void function(uint32_t, SELF);
  ((function *)dlsym(RTLD_NEXT, LOCK))(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void unlock_slow(SELF mutex) __asm__(UNLOCK);
SWIFT void unlock_slow(SELF mutex) {
  typedef SWIFT void function(SELF);
  if (__tsan_release) __tsan_release(mutex);
  ((function *)dlsym(RTLD_NEXT, UNLOCK))(mutex);
}
