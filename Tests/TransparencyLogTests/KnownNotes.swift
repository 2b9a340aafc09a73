/// Notes, keys and checkpoints that other people's programs made.
enum KnownNotes {
  // golang.org/x/mod sumdb/note: note_test.go (TestSign, TestOpen) and the package's example.
  static let peterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  static let peterSeed = "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173"
  static let enochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
  static let text = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    """
  static let peterLine = """
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6\
    KE6RyyBwJnAM=

    """
  static let enochLine = """
    — EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33W\
    Wd1RvMc+QQ=

    """

  // c2sp.org/signed-note, the first example; its public key is not published with it.
  static let quasimodo = """
    Ognuno sta solo sul cuor della terra
    trafitto da un raggio di sole:

    ed è subito sera.

    — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU\
    0xMcXxj99ihAQwaqP3ZekRwNtIc=

    """

  // go.dev/ref/mod#checksum-database and cmd/go's source: the key of sum.golang.org.
  static let goKey = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
  static let goOrigin = "go.sum database tree"

  // Signed heads of sum.golang.org as it served them: transparency-dev/tessera
  // internal/parse/parse_test.go, and the answer to a lookup of golang.org/x/sync@v0.1.0.
  static let goCheckpoints: [(size: UInt64, note: String)] = [
    (
      31_700_353,
      """
      go.sum database tree
      31700353
      qINS1GRFhWHwdkUeqLEoP4yEMkTBBzxBkGwGQlVlVcs=

      — sum.golang.org Az3grnmrIUEDFqHzAElIQCPNoRFRAAdFo47fooyWKMHb89k11GJh5zHIfNCOBmwn/C3YI8oW9\
      /C8DJ87F61QqspBYwM=

      """
    ),
    (
      65_209_736,
      """
      go.sum database tree
      65209736
      5+uGFjx6xBZG8ip1+wi77v+grwbhhukIrxEUS8PXvRo=

      — sum.golang.org Az3grnbssgK7ubgFX36gVETtNv0U23qxyAhAMai2QUfeGa3nB/akvkMdlUErfcZz7l/R3cVtY\
      spg3dxXABkGZZKdsQ8=

      """
    ),
  ]

  // Of the log of firmware of transparency.dev/armored-witness (ci/2), whose origin is not its
  // key's name: the handler's test of transparency-dev's
  // witness, and the key in the deployment of transparency-dev/armored-witness.
  static let firmwareKey =
    "transparency.dev-aw-ftlog-ci-2+f77c6276+AZXqiaARpwF4MoNOxx46kuiIRjrML0PDTm+c7BLaAMt6"
  static let firmwareOrigin = "transparency.dev/armored-witness/firmware_transparency/ci/2"
  static let firmwareCheckpoint = """
    transparency.dev/armored-witness/firmware_transparency/ci/2
    56
    7azctENRYLlBCBQ5OX2qxxIKCTOeCda1KfTwjdt0wdA=

    — transparency.dev-aw-ftlog-ci-2 93xidocoWXVph2jEuzW2oovU+IjU71+FeVGKtKXQknSla2HCvr6RYHRSdJf\
    xpo4kj5geqxkjrDXcbpiSo7lK96X4Dgc=

    """
}
