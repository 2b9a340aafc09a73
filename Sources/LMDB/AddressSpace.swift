internal import Glibc

/// Asks the system for address space that is not used, to learn whether it would be given.
enum AddressSpace {
  /// The system's code when it refuses a map of so many bytes; nil when it would give it.
  static func refusal(ofBytes sizeBytes: Int) -> Int32? {
    guard sizeBytes > 0 else { return nil }
    let map = mmap(nil, sizeBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    if map == MAP_FAILED { return errno }
    munmap(map, sizeBytes)
    return nil
  }
}
