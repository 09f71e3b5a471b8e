# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 17: a change that nobody confirms is rolled back, whatever becomes of the process that waits."""
from claim import background, claim
from shapes import STANDARD

PORT = 'enp1s0'
AWAITED = '/run/vfnet/confirmation-awaited'


def numvfs(bench):
    return bench.kernel().port(PORT).numvfs


def prepare(bench):
    """Two VFs are saved, and none is there."""
    bench.vfnet(f'set {PORT} 2')
    bench.vfnet(f'persist {PORT}')
    bench.vfnet(f'set {PORT} 0')


def apply_and_kill(bench, seconds):
    """Starts apply --confirm, and kills it with SIGKILL once it waits for the confirmation."""
    with background(bench, f'exec vfnet apply --confirm {seconds}s', '/run/lab/confirm.log'):
        bench.eventually('the change is there, and awaits its confirmation', f'[ -e {AWAITED} ]', 60)
        bench.equal('VFs meanwhile', 2, numvfs(bench))
        bench.shell("for one in /proc/[0-9]*; do tr '\\0' ' ' <$one/cmdline 2>/dev/null | grep -q 'Main apply --confirm' "
                    "&& kill -9 ${one#/proc/}; done; true")


@claim('17', 'apply --confirm that is killed is rolled back by a timer of systemd', STANDARD)
def rolled_back_by_the_timer(bench):
    prepare(bench)
    apply_and_kill(bench, 30)
    bench.contains('a timer is there', 'vfnet-rollback.timer', bench.read('systemctl list-timers --all --no-legend'))
    bench.eventually('the change is rolled back', f'[ "$(cat /sys/class/net/{PORT}/device/sriov_numvfs)" = 0 ]', 120)
    bench.eventually('the timer has gone', '! systemctl list-timers --all --no-legend | grep -q vfnet-rollback', 60)
    late = bench.vfnet('confirm', status=1)
    bench.contains('confirm says what has become of it', 'rolled back', late.out + late.err)
    bench.equal('failed units', '', bench.read("systemctl list-units --failed --no-legend 'vfnet*'").strip())


@claim('17', 'apply --confirm that is killed can still be confirmed in time', STANDARD)
def confirmed_after_a_kill(bench):
    prepare(bench)
    apply_and_kill(bench, 90)
    bench.vfnet('confirm')
    bench.eventually('the timer has gone', '! systemctl list-timers --all --no-legend | grep -q vfnet-rollback')
    bench.equal('VFs that stay', 2, numvfs(bench))
    bench.vfnet(f'set {PORT} 0')


@claim('17', 'a configuration that others can write is not applied at boot, and persist does not make it trusted', STANDARD)
def writable_by_others(bench):
    bench.vfnet(f'set {PORT} 1')
    bench.vfnet(f'persist {PORT}')
    bench.shell('chmod 777 /etc/vfnet')
    refused = bench.vfnet(f'persist {PORT} 3', status=1)
    bench.contains('persist names the remedy', 'chmod', refused.err)
    bench.vfnet(f'set {PORT} 0')
    bench.true('the unit fails', bench.guest.run('systemctl restart vfnet.service').status != 0, 'it succeeds')
    bench.equal('VFs', 0, numvfs(bench))
    bench.shell('chmod 755 /etc/vfnet; systemctl reset-failed vfnet.service; systemctl restart vfnet.service')
    bench.equal('VFs when it is mended', 1, numvfs(bench))
    bench.vfnet(f'set {PORT} 0')
