extension Rule {
  /// What each target may import: the arrows of ARCHITECTURE.md and Package.swift, one way only.
  static let arrows: [String: Set<String>] = [
    "Bytes": [],
    "DurableFile": ["Glibc", "Synchronization", "SystemPackage"],
    "CBoringSSL": [],
    "CLMDB": [],
    "LMDB": system.union(["Bytes", "CLMDB", "DurableFile"]),
    "TransparencyLog": ["Bytes", "CBoringSSL", "Crypto", "FoundationEssentials"],
    "Ledger": system.union([
      "Bytes", "CBoringSSL", "DurableFile", "LMDB", "TransparencyLog", "Crypto", "CryptoExtras",
      "SwiftProtobuf",
    ]),
    "ClinicalRecord": ["SwiftProtobuf", "FoundationEssentials"],
    "StrictJSON": [],
    "Compliance": ["ClinicalRecord", "StrictJSON", "Synchronization"],
    "Projections": ["ClinicalRecord", "Compliance"],
    "CKernelKeys": [],
    "CBuild": [],
    "CFatalSignals": [],
    "SessionKeys": system.union([
      "Bytes", "CKernelKeys", "DurableFile", "Ledger", "Crypto", "CryptoExtras",
    ]),
    "Clinic": system.union(record).union([
      "Bytes", "DurableFile", "LMDB", "Ledger", "TransparencyLog", "StrictJSON", "Crypto",
      "SwiftProtobuf",
    ]),
    "Reports": record.union([
      "Clinic", "Ledger", "TransparencyLog", "FoundationEssentials",
    ]),
    "candor": system.union(record).union([
      "Bytes", "CBuild", "CFatalSignals", "Clinic", "DurableFile", "Reports", "Ledger",
      "TransparencyLog",
      "SessionKeys", "StrictJSON",
      "ArgumentParser", "SwiftProtobuf",
    ]),
  ]

  /// What the platform offers to those who touch files, processes or threads. All of Foundation
  /// would load ICU with every start of the program.
  private static let system: Set<String> = [
    "FoundationEssentials", "Glibc", "Synchronization", "Dispatch",
  ]
  private static let record: Set<String> = ["ClinicalRecord", "Compliance", "Projections"]

  /// The executables of `Tools`, what they share and what tests share stand on top of everything
  /// and may use it all; nothing that is shipped has an arrow to them.
  private static let tools: Set<String> = [
    "Rehearsal", "Simulator", "CrashCampaign", "FaultCampaign", "Mutants", "Benchmarks",
    "EventSamples",
  ]

  /// Domain and log are leaves that have never heard of each other; `Clinic` is where they meet.
  static let imports = Rule(
    name: "imports follow the arrows between targets",
    concerns: \.isSource,
    check: { file in
      guard let target = file.target else { return [file.offence("belongs to no target")] }
      guard let allowed = arrows[target] else {
        return [file.offence("\(target) has no row in Rule.arrows; add its arrows there")]
      }
      return file.code.enumerated().compactMap { index, line in
        guard line.contains("import "), let module = line.importedModule, !allowed.contains(module)
        else { return nil }
        return file.offence(
          atLine: index + 1,
          "\(target) may not import \(module), only \(allowed.sorted().joined(separator: ", "))")
      }
    })

  /// The declared dependencies of `Package.swift` must stay inside the same table.
  static let declaredArrows = Rule(
    name: "declared dependencies follow the arrows between targets",
    concerns: { $0.path == "Package.swift" },
    check: { file in
      // Strings matter here, so this reads the text, not the code.
      let manifest = file.lines.joined(separator: " ")
      let target = /[tT]arget\(\s*name:\s*"(\w+)",\s*dependencies:\s*\[(.*?)\]\s*,?\s*\w/
      return manifest.matches(of: target).flatMap { match in
        let name = String(match.output.1)
        guard !name.hasSuffix("Tests"), !tools.contains(name) else { return [Offence]() }
        let modules = match.output.2.matches(of: /"(\w+)"|\b(protobuf|arguments|system)\b/).map {
          $0.output.1.map(String.init) ?? String($0.output.0)
        }
        let spelled = [
          "protobuf": "SwiftProtobuf", "arguments": "ArgumentParser", "system": "SystemPackage",
        ]
        return modules.map { spelled[$0] ?? $0 }.filter { arrows[name]?.contains($0) != true }
          .map { file.offence("\(name) depends on \($0), against the arrows") }
      }
    })
}

extension String {
  /// `Crypto` of `private import struct Crypto.SHA256`.
  fileprivate var importedModule: String? {
    let pattern =
      #/
      ^\s* (?: @\w+ (?: \(\w+\) )? \s+ )*
      (?: (?:public|package|internal|fileprivate|private) \s+ )?
      import \s+ (?: (?:struct|class|enum|protocol|func|var|let|typealias) \s+ )?
      (\w+)
      /#
    return firstMatch(of: pattern).map { String($0.output.1) }
  }
}
