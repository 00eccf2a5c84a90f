#!/bin/sh
# Cuts the symbols out of DejaVu Sans Condensed Bold. Needs fonttools and fonts-dejavu-core (Debian packages of those names).
set -eu
cd "$(dirname "$0")"
pyftsubset /usr/share/fonts/truetype/dejavu/DejaVuSansCondensed-Bold.ttf --text=CDEHKMNPRTWXY369 \
    --no-hinting --layout-features= --name-IDs=0,1,2,4,6,13 --output-file=symbols.ttf
