#!/bin/sh
# Makes the spoken symbols again. Needs espeak-ng and sox (Debian packages of those names).
# A .clips file is one line of "symbol bytes symbol bytes ...", then the clips in that order, 8 kHz mu-law (ITU-T G.711).
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# speak VOICE SYMBOL PHRASE: where the phrase holds a %, the voice says the name of the symbol.
speak() {
    name="<say-as interpret-as=\"characters\">$2</say-as>"
    espeak-ng -v "$1" -s 150 -m --stdout "$(printf '%s' "$3" | sed "s|%|$name|")" |
        sox -D -R -t wav - -t raw -r 8000 -c 1 -e mu-law "$work/$2" \
            silence 1 0.005 0.3% reverse silence 1 0.005 0.3% reverse norm -3
}

# make LANGUAGE VOICE PHRASE...: the first letter of a phrase's last word is its symbol; a digit is its own phrase.
make() {
    language=$1 voice=$2 index='' files=''
    shift 2
    for phrase in "$@" 3 6 9; do
        last=${phrase##* }
        symbol=$(printf '%.1s' "$last")
        speak "$voice" "$symbol" "$phrase"
        index="$index${index:+ }$symbol $(wc -c < "$work/$symbol")"
        files="$files $work/$symbol"
    done
    { printf '%s\n' "$index"; cat $files; } > "clips.$language"
}

make en en-gb '% as in Charlie' '% as in Delta' '% as in Echo' '% as in Hotel' '% as in Kilo' '% as in Mike' '% as in November' \
    '% as in Papa' '% as in Romeo' '% as in Tango' '% as in Whiskey' '% as in X-ray' '% as in Yankee'
make nl nl '% van Cornelis' '% van Dirk' '% van Eduard' '% van Hendrik' '% van Karel' '% van Maria' '% van Nico' \
    '% van Pieter' '% van Rudolf' '% van Theodor' '% van Willem' '% van Xantippe' 'Griekse ij van Ypsilon'
make de de '% wie Cäsar' '% wie Dora' '% wie Emil' '% wie Heinrich' '% wie Konrad' '% wie Martha' '% wie Nordpol' \
    '% wie Paula' '% wie Richard' '% wie Theodor' '% wie Wilhelm' '% wie Xanthippe' '% wie Yankee'
make fr fr-fr '% comme Célestin' '% comme Denise' '% comme Eugène' '% comme Henri' '% comme Kléber' '% comme Marcel' '% comme Nicolas' \
    '% comme Pierre' '% comme Raoul' '% comme Thérèse' '% comme William' '% comme Xavier' '% comme Yvonne'
make es es '% de Carmen' '% de Dinamarca' '% de España' '% de Historia' '% de Kilo' '% de Madrid' '% de Navarra' \
    '% de París' '% de Ramón' '% de Toledo' '% de Washington' '% de Xilófono' '% de Yolanda'
