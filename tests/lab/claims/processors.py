# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 10."""
from claim import claim
from shapes import POOR, STANDARD

LIBRARY = '/opt/vfnet/lib'


def runs_with_its_cache(bench, has, lacks):
    flags = bench.read('sed -n "s/^flags[^:]*: //p" /proc/cpuinfo | head -1').split()
    bench.equal('the processor has', has, [flag for flag in has if flag in flags])
    bench.equal('the processor lacks', lacks, [flag for flag in lacks if flag not in flags])
    bench.vfnet('list')
    # AOTMode=on: Java does not start at all where it cannot use the cache.
    bench.shell(f'/opt/vfnet/bin/java -XX:AOTCache={LIBRARY}/vfnet.aot -XX:AOTMode=on '
                '-m vfnet.cli/vfnet.cli.Main --version')
    bench.vfnet('set enp2s0 2')
    bench.equal('VFs', 2, len(bench.kernel().port('enp2s0').vfs))


@claim('10', 'the image runs on a rich processor with its cache', STANDARD)
def rich_processor(bench):
    runs_with_its_cache(bench, ['sse4_2', 'avx', 'avx2', 'bmi2'], [])


@claim('10', 'the image runs on a poor processor with the same cache', POOR)
def poor_processor(bench):
    runs_with_its_cache(bench, ['sse2'], ['ssse3', 'sse4_1', 'sse4_2', 'popcnt', 'avx', 'avx2', 'bmi2'])
