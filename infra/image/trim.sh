#!/bin/sh
# Takes out of the base, at $1, what only builds things, and what would make somebody root.
set -eu
for python in "$1"/usr/local/lib/python3.* "$1"/usr/lib/python3.*; do
    rm -rf "$python"/ensurepip "$python"/idlelib "$python"/tkinter "$python"/turtledemo \
        "$python"/pydoc_data "$python"/config-3.*-* "$python"/site-packages/pip*
done
rm -rf "$1"/usr/lib/python3/dist-packages "$1"/usr/share/python-wheels \
    "$1"/usr/local/include "$1"/usr/local/lib/pkgconfig \
    "$1"/usr/local/bin/pip* "$1"/usr/local/bin/idle* "$1"/usr/local/bin/*-config \
    "$1"/usr/bin/pip* "$1"/usr/bin/apt* "$1"/usr/bin/dpkg* \
    "$1"/var/lib/apt/lists "$1"/var/cache
find "$1" -xdev -type f -perm /6000 -exec chmod a-s {} +
