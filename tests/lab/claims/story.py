# SPDX-License-Identifier: LGPL-3.0-or-later
"""The story that scripts/sandbox plays, on a real kernel."""
import contextlib
import difflib
import os
import pathlib
import re
import subprocess

import host
from claim import claim
from machine import LabError
from shapes import RESTARTED

HERE = pathlib.Path(__file__).resolve().parent.parent
SANDBOX = HERE.parent.parent / 'scripts/sandbox'
PORT = 'enp2s0'
CAPTURE = '/run/lab/lab.machine'


@claim('story', 'the story of scripts/sandbox goes the same on a real kernel', RESTARTED)
def the_story(bench):
    bench.vfnet(f'capture --keep-addresses {CAPTURE}')
    folder = bench.guest.folder
    (folder / 'lab.machine').write_text(bench.read(f'cat {CAPTURE}'), 'utf-8')
    simulated = subprocess.run([SANDBOX, '--machine', folder / 'lab.machine', '--state', folder / 'sandbox', 'story', PORT],
                               capture_output=True, text=True, env={**os.environ, 'VFNET_SANDBOX': ''})
    if simulated.returncode != 0:
        raise LabError('scripts/sandbox: ' + simulated.stderr.strip())
    with contextlib.ExitStack() as guests:
        real = '\n'.join(scene(bench, guests, block) for block in scenes(simulated.stdout))
    differences = list(alike(simulated.stdout, real, folder / 'sandbox'))
    for line in differences:
        bench.transcript.line('  | ' + line)
    bench.true('both transcripts', not differences, f'{len(differences)} lines differ, above: - sandbox, + real kernel',
               'agree')


def scenes(transcript):
    """What is done in each scene, and how it is told: the remark, the shown command, its words."""
    for block in re.split(r'\n\n(?=[#$] )', transcript.rstrip('\n')):
        remark, shown = '', block.split('\n')
        if shown[0].startswith('# '):
            remark = shown[0] + '\n'
            shown = shown[1:]
        yield remark, shown[0], shown[0].removeprefix('$ ').removeprefix('scripts/sandbox ').split()


def scene(bench, guests, block):
    remark, shown, words = block
    bench.transcript.line(shown)
    out = play(bench, guests, words)
    bench.transcript.line(out)
    return f'{remark}{shown}\n{out}'


def play(bench, guests, words):
    if words[0] == 'vfnet':
        result = bench.guest.run(f'{" ".join(words)} 2>&1')
        return result.out + (f'(exit status {result.status})\n' if result.status else '')
    if words[0] == 'reboot':
        bench.guest.reboot()
        said = bench.read('journalctl --boot --no-pager --output cat --priority info --identifier vfnet')
        return ('the machine has restarted\nthe boot service runs: vfnet boot\n'
                + ''.join(f'vfnet: {line}\n' for line in said.splitlines()))
    if words[0] == 'attach':
        _, port, index, name = words
        host.to_vfio(bench, bench.kernel().vf(port, int(index)))
        pid = guests.enter_context(host.held(bench, bench.kernel().vf(port, int(index)), name))
        return f'VM {name} runs as process {pid}\n'
    raise LabError(f'the story has a scene that nobody can play here: {" ".join(words)}')


def alike(simulated, real, folder):
    """The lines in which the two differ, apart from what tests/lab/differences allows."""
    allowed = [line.split('\t') for line in (HERE / 'differences').read_text('utf-8').splitlines()
               if line and not line.startswith('#')]
    texts = [simulated, real]
    for pattern, instead in allowed:
        pattern = pattern.replace('@SANDBOX@', re.escape(str(folder)))
        changed = [re.sub(pattern, instead, text) for text in texts]
        if changed == texts:
            yield f'tests/lab/differences allows what does not occur: {pattern}'
        texts = changed
    yield from (line for line in difflib.unified_diff(*(text.rstrip('\n').split('\n') for text in texts), 'sandbox',
                                                      'real kernel', lineterm='', n=0))
