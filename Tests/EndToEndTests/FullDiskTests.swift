import Foundation
import Testing

/// A disk that takes nothing: reads of headers go on, looks are refused or kept in the spool, and
/// appended as soon as there is room.
struct FullDiskTests {
  /// Whether a program's calls can be made to fail here.
  private static let canTrace =
    (try? Workbench().shell("strace -qq -o probe true").code) == 0

  @Test(.enabled(if: canTrace, "strace is not installed, or may not trace here"))
  func `a full disk hides no header, and an emergency look is appended when there is room`() throws
  {
    try play(Self.oneAfterTheOther)
  }

  @Test(.enabled(if: canTrace, "strace is not installed, or may not trace here"))
  func `a spool that several processes filled at once is appended once by those who write next`()
    throws
  {
    try play(Self.atOnce)
  }

  private func play(_ script: String) throws {
    let bench = try Workbench()
    bench.clock = "2026-03-02T09:00"
    let ran = try bench.shell(Self.prelude + script)
    #expect(ran.code == 0, "\(ran.output)\(ran.errors)")
  }

  /// `expect CODE WORDS COMMAND…` ends it where the exit code or the answer is another; `full` is a
  /// candor whose ledger and read models cannot be written.
  private static let prelude = #"""
    set -u
    full() {
      strace -f -qq -o /dev/null -P "$CANDOR_LEDGER/log/data.mdb" \
        -P "$CANDOR_LEDGER/projections/data.mdb" \
        -e inject=pwrite64,pwritev,writev,write:error=ENOSPC candor "$@"
    }
    expect() {
      code="$1"; words="$2"; shift 2
      said="$("$@" 2>&1)"; status=$?
      if [ $status -ne "$code" ] || ! printf %s "$said" | grep -q -e "$words"; then
        echo "exit code $status of $*: $said" >&2; exit 1
      fi
    }
    expect 0 Created candor init --site t.example/c --training --administrator admin --no-passphrase
    for member in dr.o:physician nurse.l:nurse desk.k:front-desk; do
      expect 0 "" candor staff enroll "${member%:*}" --role "${member#*:}" --no-passphrase --as admin
    done
    echo '{"family_name": "Quillfeather", "birth_date": "1984-05-17"}' >intake
    expect 0 Recorded candor record intake-received --record-number MH-1 --json - --as desk.k <intake
    expect 0 Recorded candor record arrived --patient MH-1 --indication depression --as desk.k

    """#

  private static let oneAfterTheOther = #"""
    expect 74 --break-glass full timeline MH-1 --as nurse.l
    expect 77 "may not read charts" full timeline MH-1 --as admin
    echo "no room, and an ambulance" >why
    expect 0 Arrived full timeline MH-1 --as nurse.l --break-glass --reason - <why
    expect 0 Arrived full timeline MH-1 --as nurse.l --break-glass </dev/null
    expect 0 Quillfeather full patients --as admin --break-glass --reason - <why
    expect 0 arrived full history
    expect 0 "No problem" full verify --signatures
    expect 0 "not recorded yet and so not reviewed: 1 look by nurse.l" full review
    expect 0 '"is_spooled" : true' full review --format json
    expect 0 "2 not reviewed yet, in the spool" candor doctor
    expect 0 "2 emergency looks wait" candor doctor
    expect 0 Recorded candor record weighed --patient MH-1 --weight 70kg --as nurse.l
    expect 0 nurse.l candor review
    expect 0 "recorded later" candor report access MH-1 --as dr.o
    expect 0 "No problem" candor verify --signatures
    """#

  /// Four people look at once while the disk is full, and three write at once when there is room:
  /// one of them a refusal, which tells what stands against it.
  private static let atOnce = #"""
    size() { candor history --format json "$@" | grep -c '"position"'; }
    echo "no room, and an ambulance" >why
    for member in nurse.l dr.o desk.k admin; do
      full timeline MH-1 --as "$member" --break-glass --reason - <why >"$member.shown" 2>&1 &
    done
    wait
    for member in nurse.l dr.o desk.k admin; do expect 0 Arrived cat "$member.shown"; done
    expect 0 "4 emergency looks wait" candor doctor
    before=$(size)
    candor record weighed --patient MH-1 --weight 70kg --as nurse.l >1 2>&1 &
    candor timeline MH-1 --as dr.o >2 2>&1 &
    candor record infusion-resumed --patient MH-1 --as nurse.l >3 2>&1 &
    wait
    expect 0 Recorded cat 1
    expect 0 Arrived cat 2
    expect 0 "no infusion has started" cat 3
    [ "$(size)" -eq $((before + 7)) ] || { candor history >&2; exit 1; }
    [ "$(size --kind emergency-access-opened)" -eq 4 ] || exit 1
    [ "$(size --kind viewed)" -eq 2 ] || exit 1
    for member in nurse.l dr.o desk.k admin; do
      [ "$(size --kind emergency-access-opened --actor "$member")" -eq 1 ] || exit 1
    done
    expect 0 "emergency 4 at" candor report access MH-1 --as dr.o
    expect 0 "No problem" candor verify --signatures
    """#
}
