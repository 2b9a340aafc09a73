extension Rule {
  /// A file that is opened anywhere else is not looked at: it may be a link, a pipe or a database.
  static let openings = Rule(
    name: "files are opened in DurableFile alone",
    concerns: { $0.isSource && $0.target != "DurableFile" },
    check: { file in
      file.offences(
        near: ["O_RDONLY", "O_WRONLY", "O_RDWR", "fopen", "FileHandle", ".contents(atPath"],
        // A folder may be held open.
        of:
          /^(?!.*O_DIRECTORY).*(?:O_(?:RDONLY|WRONLY|RDWR)|\W(?:fopen|FileHandle)\(|contents\(at)/,
        "open it by OpenFile, or read it whole by DurableFile.read")
    })
}
