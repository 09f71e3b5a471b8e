# SPDX-License-Identifier: LGPL-3.0-or-later
"""This terminal becomes the console of a guest."""
import os
import select
import socket
import sys
import termios
import tty

from machine import short_path

LEAVE = b'\x1d'


def is_here():
    return sys.stdin.isatty() and sys.stdout.isatty()


def attach(guest):
    """Until Ctrl-] is typed or the guest is switched off."""
    console = socket.socket(socket.AF_UNIX)
    with short_path(guest.folder) as folder:
        console.connect(f'{folder}/console')
    print('lab: the console of the guest, where root is logged in; Ctrl-] leaves it', flush=True)
    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setraw(sys.stdin)
        # So that the prompt shows itself.
        console.sendall(b'\r')
        relay(console)
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
        console.close()
        print()


def relay(console):
    while True:
        for ready in select.select([console, sys.stdin], [], [])[0]:
            data = console.recv(4096) if ready is console else os.read(sys.stdin.fileno(), 4096)
            if not data or ready is not console and LEAVE in data:
                return
            if ready is console:
                os.write(sys.stdout.fileno(), data)
            else:
                console.sendall(data)
