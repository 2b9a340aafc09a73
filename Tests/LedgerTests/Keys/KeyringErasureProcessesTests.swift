import Bytes
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Ledger

/// Erasures that are killed, and erasures beside other processes.
@Suite struct KeyringErasureProcessesTests {
  @Test(arguments: KeyringStore.ReplacingStep.allCases, [false, true])
  func `killed after any step, the keyring is whole and a repeated erasure finishes`(
    step: KeyringStore.ReplacingStep, isOpenHere: Bool
  ) async throws {
    let fixture = try ErasureFixture()
    let open = isOpenHere ? try fixture.open() : nil
    let unlocked = try open?.unlock(with: KeySamples.identity())
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [
        directory = fixture.directory as String, subject = fixture.doomed[0].bytes as [UInt8],
        last = step.rawValue as String
      ] in
      let keyring = try ErasureFixture.open(directory)
      let subject = try #require(SubjectID(bytes: subject))
      _ = try keyring.unlock(with: KeySamples.identity())
        .erase([subject], for: [ErasureFixture.nurse()]) { step in
          if step.rawValue == last { kill(getpid(), SIGKILL) }
        }
    }
    let isErased = step != .begun && step != .written
    #expect(
      Keyring.hasLeftovers(at: fixture.directory) == (step != .begun && step != .removed))
    let keyring = try open ?? fixture.open()
    try fixture.expectKeys(of: (isErased ? [] : fixture.doomed) + fixture.kept, in: keyring)
    #expect(try keyring.generation() == (isErased ? 2 : 1))
    if let unlocked {
      let told = isErased ? KeyError.keyringRenewed(unlocked: 1, found: 2) : nil
      #expect(refusal { _ = try unlocked.makeDataKey(for: fixture.kept[0]) } == told)
    }
    let again = try keyring.unlock(with: KeySamples.identity())
      .erase(Set(fixture.doomed), for: [ErasureFixture.nurse()])
    #expect(again.generation == (isErased ? 3 : 2))
    try fixture.expectKeys(of: fixture.kept, in: keyring)
    #expect(try fixture.names() == ["keyring"])
  }

  private func refusal(_ body: () throws -> Void) -> KeyError? {
    do {
      try body()
      return nil
    } catch {
      return error as? KeyError
    }
  }

  @Test func `an erasure that finds the disk full leaves the old keyring, and can be repeated`()
    async
  {
    await #expect(processExitsWith: .success) {
      let fixture = try ErasureFixture(doomed: 1, kept: 60)
      let keyring = try fixture.open()
      let unlocked = try keyring.unlock(with: KeySamples.identity())
      // Room for a lock file and for a few pages.
      try withFilesLimited(toBytes: 36_864) {
        #expect(throws: KeyError.self) {
          try unlocked.erase(Set(fixture.doomed), for: [ErasureFixture.nurse()])
        }
      }
      #expect(try fixture.names() == ["keyring"])
      try fixture.expectKeys(of: fixture.doomed + fixture.kept, in: keyring)
      #expect(try unlocked.makeDataKey(for: fixture.kept[0]).number == 3)
      _ = try unlocked.erase(Set(fixture.doomed), for: [ErasureFixture.nurse()])
      try fixture.expectKeys(of: fixture.kept, in: keyring)
      #expect(try fixture.names() == ["keyring"])
    }
  }

  @Test func `every key that was acknowledged beside erasures is in the keyring`() async throws {
    let fixture = try ErasureFixture(doomed: 60, kept: 2)
    let acknowledged = fixture.scratch.path("acknowledged")
    _ = try fixture.scratch.write("", to: "acknowledged")
    let keyring = try fixture.open()
    let erasing = try Erasing(fixture, keyring, following: acknowledged)
    let thread = AppendingThread { try erasing.next() }
    await #expect(processExitsWith: .success) {
      [directory = fixture.directory as String, acknowledged = acknowledged as String] in
      try makeKeys(in: directory, acknowledging: acknowledged, untilGeneration: 30)
    }
    erasing.end()
    thread.stop()
    #expect(!thread.hasFailed)

    let unlocked = try keyring.unlock(with: KeySamples.identity())
    let lines = try String(contentsOfFile: acknowledged, encoding: .utf8).split(separator: "\n")
    #expect(lines.count >= 30)
    #expect(unlocked.generation >= 30)
    var made: Set<SubjectID> = []
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      let subject = try #require(Hex.bytes(words[0]).flatMap { SubjectID(bytes: $0) })
      made.insert(subject)
      #expect(try unlocked.dataKey(subject, 1)?.key.bytes == Hex.bytes(words[1]))
    }
    let left = try keyring.subjectsWithKeys()
    #expect(left.isSuperset(of: made.union(fixture.kept)))
    #expect(left.isDisjoint(with: erasing.erased))
    #expect(erasing.erased.count >= 29)
  }

  @Test func `two erasures at once leave neither subject and one keyring`() async throws {
    let fixture = try ErasureFixture(doomed: 16, kept: 2)
    let halves = [fixture.doomed.prefix(8), fixture.doomed.suffix(8)]
    await withTaskGroup(of: Void.self) { group in
      for (index, half) in halves.enumerated() {
        group.addTask {
          await #expect(processExitsWith: .success) {
            [
              directory = fixture.directory as String, half = half.map(\.bytes) as [[UInt8]],
              index = index as Int
            ] in
            try meet(in: directory, as: index, of: 2)
            let keyring = try ErasureFixture.open(directory)
            for subject in half.compactMap({ SubjectID(bytes: $0) }) {
              try eraseAtLast(subject, from: keyring)
            }
          }
        }
      }
    }
    let keyring = try fixture.open()
    try fixture.expectKeys(of: fixture.kept, in: keyring)
    #expect(try keyring.generation() == 17)
    #expect(try fixture.names() == ["keyring", "met-0", "met-1"])
  }
}

/// Makes keys of new charts, each written down when it was acknowledged, until so many erasures
/// have been lived through.
private func makeKeys(
  in directory: String, acknowledging path: String, untilGeneration last: UInt32
) throws {
  let file = try #require(FileHandle(forWritingAtPath: path))
  let keyring = try ErasureFixture.open(directory)
  var unlocked = try keyring.unlock(with: KeySamples.identity())
  for _ in 0..<20_000 where unlocked.generation < last {
    do {
      let key = try unlocked.makeDataKey(for: .random())
      let line = "\(Hex.string(key.subject.bytes)) \(Hex.string(key.key.bytes))\n"
      try file.write(contentsOf: Data(line.utf8))
    } catch KeyError.keyringRenewed {
      unlocked = try keyring.unlock(with: KeySamples.identity())
    }
  }
}

private func eraseAtLast(_ subject: SubjectID, from keyring: Keyring) throws {
  for _ in 0..<1_000 {
    guard try keyring.subjectsWithKeys().contains(subject) else { return }
    do {
      _ = try keyring.unlock(with: KeySamples.identity())
        .erase([subject], for: [ErasureFixture.nurse()])
    } catch KeyError.keyringRenewed {
      continue
    }
  }
}

/// Waits until all have come.
private func meet(in directory: String, as index: Int, of count: Int) throws {
  try Data().write(to: URL(filePath: "\(directory)/met-\(index)"))
  for _ in 0..<60_000 {
    guard (0..<count).contains(where: { access("\(directory)/met-\($0)", F_OK) != 0 }) else {
      return
    }
    poll(nil, 0, 1)
  }
}
