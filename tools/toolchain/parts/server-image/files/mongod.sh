#!/bin/sh
# Stands in for MongoDB's server, as far as the pods of Moorage ask anything of it: FerretDB with SQLite in /data/db.
set -eu
data=/data/db

fail() {
  echo "mongod stand-in: $1" >&2
  exit 1
}

prepare() {
  [ ! -e "$data/WiredTiger.wt" ] || fail "$data holds the data of a real MongoDB, which FerretDB cannot read"
  [ -w "$data" ] || fail "user $(id -u) cannot write to $data"
  # By this file a pod tells whether there is data.
  [ -e "$data/WiredTiger" ] || echo "A stand-in's data: there is no WiredTiger, SQLite keeps it in the files beside this one." > "$data/WiredTiger"
  export FERRETDB_SQLITE_URL="file:$data/" FERRETDB_LISTEN_ADDR="$1"
}

runs() {
  [ -e "/proc/$1/status" ] && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2> /dev/null
}

# For the shell that sets a password: reached from this pod only, and ended by --shutdown.
start_beside() {
  prepare 127.0.0.1:27017
  : > "$1"
  ferretdb < /dev/null > "$1" 2>&1 &
  echo "$!" > "$data/mongod.lock"
  until grep -q 'Listening on TCP' "$1"; do
    runs "$!" || fail "FerretDB ended before it listened; its log is $1"
    sleep 0.1
  done
}

stop_beside() {
  [ -s "$data/mongod.lock" ] || fail "there is no server of $data to shut down"
  read -r pid < "$data/mongod.lock"
  kill -TERM "$pid"
  while runs "$pid"; do sleep 0.1; done
  : > "$data/mongod.lock"
}

case "$*" in
  "--auth --bind_ip_all") prepare :27017; exec ferretdb ;;
  "--dbpath $data --bind_ip 127.0.0.1 --port 27017 --fork --logpath /"*) [ "$#" -eq 9 ] || fail "it does not know the arguments: $*"; start_beside "$9" ;;
  "--dbpath $data --shutdown") stop_beside ;;
  *) fail "it does not know the arguments: $*" ;;
esac
