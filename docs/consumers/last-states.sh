#!/bin/sh
# The last state of every incident: of each key, the last value that kcat reads. Needs kcat.
# Usage: last-states.sh HOST:PORT [TOPIC]
kcat -C -q -e -o beginning -b "$1" -t "${2:-incidents}" -X isolation.level=read_committed \
  -f '%k\t%s\n' | awk -F '\t' '{ last[$1] = $2 } END { for (id in last) if (last[id] != "") print last[id] }'
