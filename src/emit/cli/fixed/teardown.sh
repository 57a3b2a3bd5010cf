# label KIND KEY: its name in the design; the key where the design has it no more.
label() {
  local kind key name
  while IFS=' ' read -r kind key name; do
    if [ "$kind" = "$1" ] && [ "$key" = "$2" ]; then
      printf '%s\n' "$name"
      return 0
    fi
  done <<<"$labels"
  printf '%s %s\n' "$1" "$2"
}

# confirm [--yes] REGION…: shows what goes and asks.
confirm() {
  local region kind key id found=0 reply=''
  case $1 in
    '' | --yes) ;;
    *) fail "usage: teardown.sh [--yes]" ;;
  esac
  for region in "${@:2}"; do
    read_all "$region"
    while IFS=$tab read -r kind key id _; do
      case $kind in
        '' | rule) ;;
        *)
          [ "$found" = 1 ] || say "Stack $STACK holds:"
          found=1
          say "  $region  $id  $(label "$kind" "$key")"
          ;;
      esac
    done <<<"$inventory"
  done
  if [ "$found" = 0 ]; then
    say "Stack $STACK holds nothing"
  elif [ "$1" != --yes ]; then
    printf 'Delete all of this? Type the name of the stack: ' >&2
    read -r reply || true
    [ "$reply" = "$STACK" ] || fail 'nothing was deleted'
  fi
}

read_all() {
  inventory=''
  # Kinds are words.
  # shellcheck disable=SC2086
  read_inventory "$1" $all_kinds
}

teardown() { # teardown REGION
  read_all "$1"
  remove_all "$1"
}

# teardown_endpoints REGION: before the endpoint services of other Regions, which stay while an endpoint uses them.
teardown_endpoints() {
  inventory=''
  read_inventory "$1" vpc-endpoint
  remove_endpoints "$1"
}
