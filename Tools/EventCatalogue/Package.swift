// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that only `Tools/generate` builds it.
let package = Package(
  name: "EventCatalogue",
  dependencies: [.package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0")],
  targets: [
    .executableTarget(
      name: "protoc-gen-event-catalogue",
      dependencies: [
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
        .product(name: "SwiftProtobufPluginLibrary", package: "swift-protobuf"),
      ],
      path: "Sources")
  ]
)
