import Foundation
import Glibc
import Testing

/// Papers by the real binary: what files are taken, where their bytes go, and what a kill leaves.
struct DocumentCommandTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
  }

  private func path(_ name: String) -> String { bench.directory + "/" + name }

  /// A file of that many bytes which begins as a PDF does.
  private func scan(_ name: String, _ count: Int, filledWith byte: UInt8 = 7) throws -> Data {
    let bytes = Data("%PDF-".utf8) + Data(repeating: byte, count: max(count - 5, 0))
    try bytes.write(to: URL(filePath: path(name)))
    return bytes
  }

  private func attach(_ name: String) -> [String] {
    [
      "attach", path(name), "--patient", "MH-1001", "--kind", "consent", "--as", "nurse.lee",
    ]
  }

  private func numbers() throws -> [String] {
    let ran = try bench.must("documents MH-1001 --format json --as nurse.lee")
    let list = try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any]
    let documents = list?["documents"] as? [[String: Any]] ?? []
    return documents.compactMap { $0["document"] as? String }
  }

  @Test func `16 MiB go in and come out byte for byte, and one byte more does not`() throws {
    let bytes = try scan("large.pdf", 16 << 20)
    let ran = try bench.candor(attach("large.pdf"))
    #expect(ran.code == 0, "\(ran.errors)")
    try bench.must("document MH-1001 1 --output \(path("copy.pdf")) --as nurse.lee")
    #expect(FileManager.default.contents(atPath: path("copy.pdf")) == bytes)
    let shell = try bench.shell(
      "candor document MH-1001 1 --output - --as nurse.lee | cmp - \(path("large.pdf"))")
    #expect(shell.code == 0, "\(shell.errors)")
    let status = try FileManager.default.attributesOfItem(atPath: path("copy.pdf"))
    #expect(status[.posixPermissions] as? Int == 0o600)
    _ = try scan("larger.pdf", 16 << 20 + 1)
    let larger = try bench.candor(attach("larger.pdf"))
    #expect(larger.code == 65 && larger.errors.contains("16 MiB"), "\(larger.errors)")
    #expect(try numbers() == ["1"])
    try bench.must("verify --signatures --documents --as dr.okafor")
  }

  @Test func `what is no document is refused by name, and nothing is recorded`() throws {
    let size = try bench.size()
    _ = try scan("empty.pdf", 0)
    FileManager.default.createFile(atPath: path("none.pdf"), contents: Data())
    try FileManager.default.createDirectory(
      atPath: path("folder"), withIntermediateDirectories: false)
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    try Data("PK\u{3}\u{4}".utf8).write(to: URL(filePath: path("letter.pdf")))
    for (name, code, words) in [
      ("missing.pdf", Int32(66), "No such file"), ("none.pdf", 65, "not empty"),
      ("folder", 65, "a directory"), ("pipe", 65, "a pipe"),
      ("letter.pdf", 65, "PDF, PNG, JPEG, TIFF or HEIC"),
    ] {
      let ran = try bench.candor(attach(name))
      #expect(ran.code == code && ran.errors.contains(words), "\(name): \(ran.code) \(ran.errors)")
    }
    #expect(try bench.size() == size)
  }

  @Test func `a document goes to no terminal and replaces no file`() throws {
    _ = try scan("form.pdf", 100)
    try bench.candor(attach("form.pdf"))
    let size = try bench.size()
    let terminal = try TerminalSession(
      bench, ["document", "MH-1001", "1", "--output", "-", "--as", "nurse.lee"])
    try terminal.expect("is not written to a terminal")
    #expect(terminal.finish() == 64)
    let kept = try scan("kept.pdf", 7)
    let ran = try bench.candor(
      "document MH-1001 1 --output \(path("kept.pdf")) --as nurse.lee")
    #expect(ran.code == 64 && ran.errors.contains("replaces no file"), "\(ran.errors)")
    #expect(FileManager.default.contents(atPath: path("kept.pdf")) == kept)
    // Nobody has seen anything, and nothing says so.
    #expect(try bench.size() == size)
  }

  @Test func `two that attach at once leave two whole documents`() throws {
    let files = try (1...4).map { try scan("\($0).pdf", 200_000 + $0, filledWith: UInt8($0)) }
    let running = try (1...4).map { try bench.launch(attach("\($0).pdf")) }
    for one in running { #expect(try one.wait().code == 0) }
    #expect(try numbers() == ["1", "2", "3", "4"])
    var found: Set<Data> = []
    for number in 1...4 {
      try bench.must("document MH-1001 \(number) --output \(path("out\(number)")) --as nurse.lee")
      found.insert(FileManager.default.contents(atPath: path("out\(number)")) ?? Data())
    }
    #expect(found == Set(files))
    try bench.must("verify --signatures --documents --as dr.okafor")
  }

  @Test func `a killed attach leaves the whole document or none`() throws {
    _ = try scan("large.pdf", 12 << 20)
    // Later and later, until one has ended before it was killed.
    var whole = false
    for looks in stride(from: 0, through: 400, by: 8) where !whole {
      let running = try bench.launch(attach("large.pdf"))
      for _ in 0..<looks { poll(nil, 0, 5) }
      kill(running.process, SIGKILL)
      whole = try running.wait().code == 0
      let numbers = try numbers()
      #expect(numbers.isEmpty || numbers == ["1"])
      try bench.must("verify --documents --as dr.okafor")
      if numbers == ["1"] { break }
    }
    #expect(try bench.candor(attach("large.pdf")).code == 0)
    #expect(try numbers() == ["1"])
    try bench.must("verify --signatures --documents --as dr.okafor")
  }
}
