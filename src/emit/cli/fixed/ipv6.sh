# vpc_ipv6_block REGION VPC: the IPv6 block of a VPC, as soon as AWS has given it one.
vpc_ipv6_block() {
  local block try
  case $2 in
    NEW*)
      printf 'NEW(IPv6 block)\n'
      return 0
      ;;
  esac
  for ((try = 1; try <= 60; try++)); do
    block=$(aws ec2 describe-vpcs --region "$1" --vpc-ids "$2" --output text \
      --query "Vpcs[0].Ipv6CidrBlockAssociationSet[?Ipv6CidrBlockState.State=='associated'].Ipv6CidrBlock|[0]") || return 1
    case $block in
      *::/56)
        printf '%s\n' "$block"
        return 0
        ;;
    esac
    sleep 2
  done
  printf 'Error: VPC %s has no IPv6 block after 2 minutes\n' "$2" >&2
  return 1
}

# ipv6_block BLOCK INDEX: one of the 256 blocks of size /64 in a block of size /56, as AWS writes it.
ipv6_block() {
  local start=${1%%::/*} last=0
  case $start in
    NEW*)
      printf 'NEW(IPv6 block %s)\n' "$2"
      return 0
      ;;
    *:*:*:*)
      last=${start##*:}
      start=${start%:*}
      ;;
  esac
  last=$((16#$last + $2))
  if [ "$last" = 0 ]; then
    printf '%s::/64\n' "$start"
  else
    printf '%s:%x::/64\n' "$start" "$last"
  fi
}
