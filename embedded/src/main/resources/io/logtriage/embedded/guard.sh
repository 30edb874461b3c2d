# Runs a server so that nothing of it outlives the process that holds our standard input open:
# when that ends in whatever way, the pipe closes, and the server and its folder go.
#
# usage: sh -c "$(cat guard.sh)" guard FOLDER SECONDS COMMAND [ARGUMENT...]
#   FOLDER    temporary folder, removed at the end; FOLDER/arguments is the start of the server's
#             standard input, FOLDER/console.log its output
#   SECONDS   how long the server may take to stop before it is killed
#   COMMAND   absent: only the folder is guarded
# prints "started PID", later "ended STATUS"
folder=$1
seconds=$2
shift 2

# Ctrl-C and a closing terminal reach the whole process group: whoever started us decides, not they.
# The server inherits that these signals are ignored.
trap '' HUP INT PIPE

if [ $# -eq 0 ]; then
  while read -r line; do :; done
  rm -rf "$folder"
  exit 0
fi

mkfifo "$folder/stdin" || exit 70
cd "$folder/work" || exit 70
"$@" <"$folder/stdin" >"$folder/console.log" 2>&1 &
server=$!
echo "started $server"

exec 3<&0
(
  exec 4>"$folder/stdin" >/dev/null
  cat "$folder/arguments" >&4
  while read -r line; do :; done <&3
  kill -TERM "$server" 2>/dev/null
  exec 4>&-
  while [ "$seconds" -gt 0 ] && kill -0 "$server" 2>/dev/null; do
    sleep 1
    seconds=$((seconds - 1))
  done
  kill -KILL "$server" 2>/dev/null
) &
watcher=$!
trap 'kill -TERM "$server" 2>/dev/null' TERM

status=0
while :; do
  wait "$server"
  status=$?
  kill -0 "$server" 2>/dev/null || break
done
kill -TERM "$watcher" 2>/dev/null
echo "ended $status"
while read -r line; do :; done <&3
rm -rf "$folder"
