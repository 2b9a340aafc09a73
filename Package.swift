// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

func crypto(_ name: String) -> Target.Dependency { .product(name: name, package: "swift-crypto") }

let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

// The commit that a program to hand out says in `--version`, set by `Tools/build`. Git is not asked
// here: SwiftPM keeps what it made of this file until the file or the environment changes.
let commit = Context.environment["CANDOR_COMMIT"] ?? ""

// The arrows of the house, one way only; `Tests/TidyTests` holds the imports to them.
let package = Package(
  name: "candor",
  products: [.executable(name: "candor", targets: ["candor"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    // Without its default traits, streams and field masks: they load all of Foundation, and ICU
    // with it, whenever the program starts.
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .target(name: "Bytes", swiftSettings: strict),
    .target(name: "DurableFile", dependencies: [system], swiftSettings: strict),
    .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
    .target(name: "LMDB", dependencies: ["Bytes", "CLMDB", "DurableFile"], swiftSettings: strict),
    .systemLibrary(name: "CBoringSSL"),
    .target(
      name: "TransparencyLog", dependencies: ["Bytes", "CBoringSSL", crypto("Crypto")],
      swiftSettings: strict),
    .target(
      name: "Ledger",
      dependencies: [
        "Bytes", "CBoringSSL", "DurableFile", "LMDB", "TransparencyLog", crypto("Crypto"),
        crypto("CryptoExtras"), protobuf,
      ],
      swiftSettings: strict),
    .target(name: "StrictJSON", swiftSettings: strict),
    .systemLibrary(name: "CKernelKeys"),
    .target(
      name: "SessionKeys",
      dependencies: [
        "CKernelKeys", "Bytes", "DurableFile", "Ledger", crypto("Crypto"), crypto("CryptoExtras"),
      ],
      swiftSettings: strict),
    .target(name: "ClinicalRecord", dependencies: [protobuf], swiftSettings: strict),
    .target(
      name: "Compliance", dependencies: ["ClinicalRecord", "StrictJSON"], swiftSettings: strict),
    .target(
      name: "Projections", dependencies: ["ClinicalRecord", "Compliance"], swiftSettings: strict),
    .target(
      name: "Clinic",
      dependencies: [
        "Bytes", "DurableFile", "LMDB", "Ledger", "TransparencyLog", "ClinicalRecord", "Compliance",
        "Projections", "StrictJSON", crypto("Crypto"), protobuf,
      ],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: [
        "Clinic", "Ledger", "TransparencyLog", "ClinicalRecord", "Compliance", "Projections",
      ],
      swiftSettings: strict),
    .target(name: "CBuild", cSettings: [.define("CANDOR_COMMIT", to: "\"\(commit)\"")]),
    .target(name: "CFatalSignals"),
    .executableTarget(
      name: "candor",
      dependencies: [
        "Bytes", "CBuild", "CFatalSignals", "DurableFile", "Clinic", "Reports", "Ledger",
        "TransparencyLog",
        "ClinicalRecord", "Compliance", "Projections", "SessionKeys", "StrictJSON", arguments,
        protobuf,
      ],
      swiftSettings: strict),
    // What is rehearsed before it is relied on: built and run by `Tools/campaign`.
    .target(
      name: "Rehearsal", dependencies: ["Clinic", "Ledger", "ClinicalRecord", arguments, protobuf],
      path: "Tools/Rehearsal", swiftSettings: strict),
    .executableTarget(
      name: "Simulator",
      dependencies: [
        "Rehearsal", "Clinic", "Ledger", "TransparencyLog", "ClinicalRecord", "DurableFile",
        arguments, protobuf,
      ],
      path: "Tools/Simulator", swiftSettings: strict),
    .executableTarget(
      name: "CrashCampaign",
      dependencies: ["Rehearsal", "Ledger", "ClinicalRecord", arguments],
      path: "Tools/CrashCampaign", swiftSettings: strict),
    .executableTarget(
      name: "FaultCampaign", dependencies: ["LMDB", "Rehearsal", "ClinicalRecord", arguments],
      path: "Tools/FaultCampaign",
      swiftSettings: strict),
    // Faults that some test must find: chosen by name, built by `Tools/campaign mutants` in a copy.
    .executableTarget(
      name: "Mutants", dependencies: [arguments], path: "Tools/Mutants", swiftSettings: strict),
    .systemLibrary(
      name: "CSQLite", path: "Tools/Benchmarks/CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "CSQLite", "Rehearsal", "Clinic", "Ledger", "LMDB", "TransparencyLog", "ClinicalRecord",
        "Compliance", arguments, protobuf,
      ],
      path: "Tools/Benchmarks", exclude: ["CSQLite"], swiftSettings: strict),
    // What tests share: files and randomness; the samples of events.
    .target(
      name: "TestSupport", path: "Tests/Support", exclude: ["EventSamples"],
      swiftSettings: strict),
    .target(
      name: "EventSamples", dependencies: ["ClinicalRecord"], path: "Tests/Support/EventSamples",
      swiftSettings: strict),
    .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: strict),
    .testTarget(
      name: "DurableFileTests", dependencies: ["DurableFile", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "LMDBTests", dependencies: ["DurableFile", "LMDB", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TransparencyLogTests", dependencies: ["TransparencyLog"], swiftSettings: strict),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Bytes", "Ledger", "LMDB", "TestSupport", "TransparencyLog", crypto("Crypto"),
      ],
      swiftSettings: strict),
    .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON"], swiftSettings: strict),
    .testTarget(
      name: "SessionKeysTests",
      dependencies: ["SessionKeys", "Ledger", "TestSupport", crypto("Crypto")],
      swiftSettings: strict),
    .testTarget(
      name: "ClinicalRecordTests", dependencies: ["ClinicalRecord", "EventSamples", protobuf],
      swiftSettings: strict),
    .testTarget(
      name: "ComplianceTests",
      dependencies: ["Compliance", "ClinicalRecord", "TestSupport", protobuf],
      swiftSettings: strict),
    .testTarget(
      name: "ProjectionsTests",
      dependencies: ["Projections", "ClinicalRecord", "Compliance", protobuf],
      swiftSettings: strict),
    .testTarget(
      name: "ClinicTests",
      dependencies: [
        "Clinic", "LMDB", "Ledger", "TransparencyLog", "ClinicalRecord", "Compliance",
        "Projections", "Reports", "EventSamples", "TestSupport", protobuf,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ClinicModelTests",
      dependencies: [
        "Clinic", "DurableFile", "Ledger", "TransparencyLog", "ClinicalRecord", "Compliance",
        "EventSamples", "TestSupport", protobuf,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Reports", "Clinic", "ClinicalRecord", "Compliance", "Ledger", protobuf],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "candor", "Simulator", "CrashCampaign", "FaultCampaign", "ClinicalRecord", "DurableFile",
        "EventSamples", arguments,
      ],
      exclude: ["Transcripts"],
      swiftSettings: strict),
    .testTarget(name: "TidyTests", dependencies: ["Mutants"], swiftSettings: strict),
  ]
)
