/// A directory of ours in memory, where there is no key store: one file of mode 600 a name, with
/// the time by which it is to be forgotten in front.
///
/// What lies there ends with the machine, but may be swapped out; the key store's does not.
struct RuntimeFolder {
  /// Directories that may serve, the best first; each is looked at before it is used.
  let candidates: [Candidate]

  /// Where to look, and the folder in it that is made if need be.
  struct Candidate {
    var parent: String
    var name: String
  }

  /// `runtime` is $XDG_RUNTIME_DIR, if it is set.
  static func standard(runtime: String?, user: UInt32) -> RuntimeFolder {
    var candidates = [
      Candidate(parent: "/run/user/\(user)", name: "candor"),
      Candidate(parent: "/dev/shm", name: "candor-\(user)"),
    ]
    if let runtime, runtime.hasPrefix("/") {
      candidates.insert(Candidate(parent: runtime, name: "candor"), at: 0)
    }
    return RuntimeFolder(candidates: candidates)
  }

  /// Where turns are taken: the same whatever the environment of a process says, if it can be.
  static func turns(runtime: String?, user: UInt32) -> RuntimeFolder {
    let fixed = standard(runtime: nil, user: user).candidates
    return RuntimeFolder(candidates: fixed + standard(runtime: runtime, user: user).candidates)
  }

  /// Keeps the bytes under that name for so many seconds, in place of what was there.
  ///
  /// The first folder that serves takes it; another may hold it still from when the environment
  /// named that one.
  func put(
    _ name: String, _ bytes: borrowing SecretBytes, seconds: UInt32
  ) throws(Refusal) {
    let folder = try OpenFolder.find(in: candidates, creating: true)
    folder.sweep()
    var file = SecretBytes(room: OpenFolder.limitByteCount)
    file.append(MachineClock.microseconds() + Int64(seconds) * 1_000_000)
    bytes.withBytes { file.append($0) }
    try folder.write(file, to: name)
    for other in OpenFolder.all(in: candidates) where !other.isSame(as: folder) {
      other.remove(name)
    }
  }

  /// Nil when there is none, or none any more.
  func get(_ name: String) -> SecretBytes? {
    for folder in OpenFolder.all(in: candidates) {
      guard let file = folder.read(name) else { continue }
      let isDue = file.withBytes { OpenFolder.isDue($0) }
      guard !isDue else {
        folder.remove(name)
        continue
      }
      var bytes = SecretBytes(room: file.count)
      file.withBytes { bytes.append($0.dropFirst(OpenFolder.deadlineByteCount)) }
      return bytes
    }
    return nil
  }

  /// The names that begin so, of what is still there.
  func names(beginning prefix: String) -> [String] {
    let names = OpenFolder.all(in: candidates).flatMap { folder in
      folder.sweep()
      return folder.names().filter { $0.hasPrefix(prefix) && OpenFolder.writer(of: $0) == nil }
    }
    return Set(names).sorted()
  }

  func remove(_ name: String) {
    for folder in OpenFolder.all(in: candidates) { folder.remove(name) }
  }

  /// Also what a process that was killed has left half written.
  func removeAll(beginning prefix: String) {
    for folder in OpenFolder.all(in: candidates) {
      for name in folder.names() where name.hasPrefix(prefix) { folder.remove(name) }
    }
  }

  /// Waits for one's turn; nil where no folder serves.
  func turn(_ name: String) -> SessionTurn? {
    try? OpenFolder.find(in: candidates, creating: true).turn(name)
  }
}
