import Foundation
import Testing

/// Files that are cut off or garbled anywhere: from every command a verdict or an error with its
/// exit status, never a death by a signal, and nothing of memory printed.
struct RottenFileTests {
  private static let pageSize = 4_096

  /// What may come of a damaged file: done, no, bad data, not there, not now, not read.
  private static let answers: Set<Int32> = [0, 1, 65, 66, 69, 74]

  /// Commands of every kind: headers, charts, lists, writes, checks.
  private static let commands = [
    "history", "timeline MH-1001 --as nurse.lee", "verify --signatures", "patients --as dr.okafor",
    "record weighed --patient MH-1001 --weight 70kg --as nurse.lee", "doctor",
    "report compliance --as dr.okafor", "review", "checkpoint --as admin", "staff list",
    "projections status --as dr.okafor", "backup kept --as admin",
  ]

  private enum Rot: CaseIterable {
    case cut, zeroed, garbled, swapped, bit

    func damage(_ page: Int, of whole: Data) -> Data {
      var bytes = whole
      let place = page * RottenFileTests.pageSize
      let range = place..<min(place + RottenFileTests.pageSize, whole.count)
      switch self {
      case .cut: return whole.prefix(place + 100)
      case .zeroed: bytes.replaceSubrange(range, with: Data(count: range.count))
      case .garbled:
        for index in range { bytes[index] = UInt8(truncatingIfNeeded: index &* 31 | 0x80) }
      case .swapped:
        let other = (page + 1) * RottenFileTests.pageSize
        guard other + RottenFileTests.pageSize <= whole.count else { return whole.prefix(place) }
        bytes.replaceSubrange(range, with: whole[other..<other + RottenFileTests.pageSize])
      case .bit:
        // Of the last page's number in the two first pages; of the flags in others.
        bytes[page < 2 ? place + 142 : place + 10] ^= 0x40
      }
      return bytes
    }
  }

  /// Each page in turn, with the kinds of rot and the commands by rotation.
  @Test(arguments: ["log", "keyring", "projections"])
  func `a page that rots ends no command by a signal`(file: String) throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    try bench.must("patients --as dr.okafor")
    let whole = bench.directory + "/whole"
    try FileManager.default.copyItem(atPath: bench.ledger, toPath: whole)
    let data = try Data(contentsOf: URL(filePath: "\(whole)/\(file)/data.mdb"))
    let pages = (data.count + Self.pageSize - 1) / Self.pageSize
    #expect(pages > 4)
    var turn = 0
    var failed = 0
    for page in 0..<pages {
      // Two kinds of rot a page, others on the next.
      for kind in 0..<2 {
        let rot = Rot.allCases[(2 * page + kind) % Rot.allCases.count]
        try? FileManager.default.removeItem(atPath: bench.ledger)
        try FileManager.default.copyItem(atPath: whole, toPath: bench.ledger)
        let damaged = rot.damage(page, of: data)
        try damaged.write(to: URL(filePath: "\(bench.ledger)/\(file)/data.mdb"))
        let command = Self.commands[turn % Self.commands.count]
          .replacing("kept", with: "\(bench.directory)/kept-\(turn)")
        turn += 1
        let ran = try bench.candor(command)
        let what = "\(rot) page \(page) of \(file), \(command): \(ran.code) \(ran.errors)"
        #expect(Self.answers.contains(ran.code), "\(what)")
        #expect(!ran.errors.contains("Fatal") && !ran.errors.contains("mdb.c"), "\(what)")
        #expect(ran.code == 0 || !(ran.errors + ran.output).isEmpty, "\(what)")
        if ran.code != 0 { failed += 1 }
        // Read models may be deleted at any time: whatever became of them, the answer is given.
        if file == "projections", command != "doctor" { #expect(ran.code == 0, "\(what)") }
      }
    }
    if file != "projections" { #expect(failed > 4, "\(failed) of \(turn) noticed it") }
  }

  @Test func `damaged read models are put aside, made anew, and gone with an erased chart`() throws
  {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let sound = try bench.must("patients --as dr.okafor").output
    let data = URL(filePath: bench.ledger + "/projections/data.mdb")
    let whole = try Data(contentsOf: data)
    try whole.prefix(3 * Self.pageSize).write(to: data)
    let doctor = try bench.candor("doctor")
    #expect(doctor.output.contains("damaged"), "\(doctor.output)")
    #expect(try bench.must("patients --as dr.okafor").output == sound)
    let aside = bench.ledger + "/projections.damaged/data.mdb"
    #expect(try Data(contentsOf: URL(filePath: aside)) == whole.prefix(3 * Self.pageSize))
    #expect(try bench.must("patients --as dr.okafor").output == sound)
  }

  /// The bytes of a row are not LMDB's to judge: the seal is.
  @Test func `a row of the read models that does not open is folded anew`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let sound = try bench.must("patients --as dr.okafor").output
    let data = URL(filePath: bench.ledger + "/projections/data.mdb")
    var bytes = try Data(contentsOf: data)
    // Behind the row's key stand the number of its data key and the sealed state.
    let key = Data("roster/".utf8)
    var places: [Int] = []
    var from = bytes.startIndex
    while let found = bytes.range(of: key, in: from..<bytes.endIndex) {
      places.append(found.upperBound)
      from = found.upperBound
    }
    try #require(!places.isEmpty)
    for place in places where place + 60 < bytes.count { bytes[place + 50] ^= 1 }
    try bytes.write(to: data)
    let ran = try bench.candor("patients --as dr.okafor")
    #expect(ran.code == 0 && ran.output == sound, "\(ran.errors)")
  }
}
