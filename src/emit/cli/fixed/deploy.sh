case "${1:-}${2:+ $2}" in
  '' | --prune | '--prune --yes') ;;
  *) fail 'usage: deploy.sh [--prune [--yes]]' ;;
esac
prune=${1:-}
sure=${2:-}

# The kinds to ask for, a line for each Region.
scope=''

read_there() { # read_there REGION KIND…
  if [ "$prune" = --prune ]; then
    # Also of kinds that the design has no more. Kinds are words.
    # shellcheck disable=SC2086
    set -- "$1" $all_kinds
  fi
  scope="$scope$newline$*"
  read_inventory "$@"
}

# tags KIND KEY STATE TAGS: those of a new resource, by which it is found again, and those of the design.
tags() {
  printf '[{"ResourceType":"%s","Tags":[{"Key":"vpc-designer:stack","Value":"%s"},{"Key":"vpc-designer:id","Value":"%s"},{"Key":"vpc-designer:state","Value":"%s"},%s]}]' \
    "$1" "$STACK" "$2" "$3" "$4"
}

# existing KIND KEY LABEL: the id of what is there already; fails where it is missing.
existing() {
  local kind key id
  while IFS=$tab read -r kind key id _; do
    if [ "$kind" = "$1" ] && [ "$key" = "$2" ]; then
      say "exists   $3  $id"
      printf '%s\n' "$id"
      return 0
    fi
  done <<<"$inventory"
  return 1
}

# What the design holds, one line each: kind and key of a resource; kind, id and detail of a part; the words of a rule.
designed=''

# has KIND ID DETAIL: whether the detail was there when the script began.
has() {
  local kind id detail
  designed="$designed$newline$*"
  while IFS=$tab read -r kind _ id detail; do
    if [ "$kind" = "$1" ] && [ "$id" = "$2" ]; then
      case ",$detail," in
        *",$3,"*) return 0 ;;
      esac
    fi
  done <<<"$inventory"
  return 1
}

# uses SUBNET ROUTE_TABLE: whether the subnet was associated when the script began.
uses() {
  local kind id detail
  while IFS=$tab read -r kind _ id detail; do
    if [ "$kind" = route-table ] && [ "$id" = "$2" ]; then
      case ",$detail" in
        *",$1="*) return 0 ;;
      esac
    fi
  done <<<"$inventory"
  return 1
}

# allows GROUP DIRECTION PROTOCOL FROM TO PEER: whether the security group has this rule; if it is of this stack, its id is
# in $allowed.
allowed=''
allows() {
  local rule
  allowed=''
  designed="$designed${newline}rule $*"
  local IFS=$tab
  case "$inventory$newline" in
    *"${newline}rule$tab$*$tab"*) ;;
    *) return 1 ;;
  esac
  rule=${inventory#*"${newline}rule$tab$*$tab"}
  rule=${rule%%"$newline"*}
  [ "${rule#*"$tab"}" != "$STACK" ] || allowed=${rule%%"$tab"*}
}

# associate LABEL REGION TABLE SUBNET: has the subnet use this table, instead of another if need be.
associate() {
  local kind id detail pair
  if uses "$4" "$3"; then
    return 0
  fi
  while IFS=$tab read -r kind _ id detail; do
    if [ "$kind" = route-table ]; then
      for pair in ${detail//,/ }; do
        if [ "${pair%%=*}" = "$4" ]; then
          change "$1, instead of $id" aws ec2 replace-route-table-association --region "$2" \
            --association-id "${pair#*=}" --route-table-id "$3"
          return 0
        fi
      done
    fi
  done <<<"$inventory"
  change "$1" aws ec2 associate-route-table --region "$2" --route-table-id "$3" --subnet-id "$4"
}

# The state of each resource, a tag that stands for its other tags, its policy and its options: id and state, with a tab.
states=''

read_states() { # read_states REGION
  local rows
  rows=$(aws ec2 describe-tags --region "$1" --filters Name=key,Values=vpc-designer:state --query 'Tags[].[ResourceId,Value]') ||
    fail "describe-tags in $1 does not answer, see above"
  states="$states$newline$rows"
}

# update LABEL REGION ID STATE TAGS [COMMAND…]: brings a resource that was there to the present state of the design: its
# policy and options by the command, then its tags.
update() {
  local label=$1 region=$2 others query
  [ -n "$3" ] || return 0
  case "$inventory" in
    *"$tab$3$tab"*) ;;
    *) return 0 ;;
  esac
  case "$states$newline" in
    *"$newline$3$tab$4$newline"*) return 0 ;;
  esac
  if [ "$#" -gt 5 ]; then
    change "$label, changed" "${@:6}"
  fi
  query="Tags[?!starts_with(Key,'vpc-designer:')&&!starts_with(Key,'aws:')&&!contains(\`[$5]\`[].Key,Key)].{Key:Key}"
  others=$(aws ec2 describe-tags --region "$region" --filters "Name=resource-id,Values=$3" --query "$query" --output json) ||
    fail "$label: describe-tags does not answer, see above"
  if [ "$others" != '[]' ]; then
    change "$label, without old tags" aws ec2 delete-tags --region "$region" --resources "$3" --tags "$others"
  fi
  # The state comes last, so that a run that is cut off before it does this again.
  change "$label, tags" aws ec2 create-tags --region "$region" --resources "$3" \
    --tags "[$5,{\"Key\":\"vpc-designer:state\",\"Value\":\"$4\"}]"
}

# update_rule LABEL REGION STATE TAGS COMMAND…: the rule that `allows` has just found.
update_rule() { update "$1" "$2" "$allowed" "${@:3}"; }

# find_rest: what the inventory holds and the design does not: in words in $rest, whole resources as an inventory in
# $leaving, parts of others in $parts with the call that takes each away. What stays is in $staying.
find_rest() {
  local kind key id detail more part words
  rest=''
  leaving=''
  parts=''
  staying=''
  while IFS=$tab read -r kind key id detail more; do
    case $kind in
      '') ;;
      rule)
        # The columns here: group, direction, protocol; then ports, peer, id and stack.
        case $leaving in
          *"security-group$tab"*"$tab$key$tab"*)
            leaving="$leaving$newline$kind$tab$key$tab$id$tab$detail$tab$more"
            continue
            ;;
        esac
        words="rule $key $id $detail ${more//$tab/ }"
        case "$designed$newline" in
          *"$newline${words% * *}$newline"*) ;;
          *)
            words=${more%"$tab"*}
            words=${words##*"$tab"}
            part "$id rule of $key: $detail ${more//$tab/ }" \
              "revoke-security-group-$id --group-id $key --security-group-rule-ids $words"
            ;;
        esac
        ;;
      *)
        case "$designed$newline" in
          *"$newline$kind $key$newline"*) staying="$staying $id" ;;
          *)
            rest="$rest$newline  - $kind $id"
            leaving="$leaving$newline$kind$tab$key$tab$id$tab$detail"
            continue
            ;;
        esac
        [ "$kind" != hosted-zone ] || find_zone_rest "$id"
        for part in ${detail//,/ }; do
          words="$kind $id $part"
          case "$kind $part" in
            'route-table subnet-'* | 'route-table '*=local) continue ;;
            'network-acl subnet-'* | 'network-acl '*=32767=* | 'network-acl '*=32768=* | 'vpc-endpoint -') continue ;;
            # Where it leads is put right above.
            'route-table '*) words="${words%%=*}=" ;;
            # So is what an entry says.
            'network-acl '*)
              words=${part#*=*=}
              words="$kind $id ${part%"$words"}"
              ;;
            'vpc-endpoint '* | 'transit-gateway-attachment '* | 'profile '*) words="$words$newline" ;;
            *) continue ;;
          esac
          case "$designed$newline" in
            *"$newline$words"*) continue ;;
          esac
          case "$kind $part" in
            'route-table '*:*)
              words="delete-route --route-table-id $id --destination-ipv6-cidr-block ${part%%=*}" ;;
            'profile vpc-'*) words="disassociate-profile --profile-id $id --resource-id $part" ;;
            'profile '*) words="disassociate-resource-from-profile --profile-id $id --resource-arn $part" ;;
            'route-table '*)
              words="delete-route --route-table-id $id --destination-cidr-block ${part%%=*}" ;;
            'network-acl true='*)
              words=${part#*=}
              words="delete-network-acl-entry --network-acl-id $id --egress --rule-number ${words%%=*}"
              ;;
            'network-acl '*)
              words=${part#*=}
              words="delete-network-acl-entry --network-acl-id $id --ingress --rule-number ${words%%=*}"
              ;;
            'vpc-endpoint rtb-'*)
              words="modify-vpc-endpoint --vpc-endpoint-id $id --remove-route-table-ids $part" ;;
            'vpc-endpoint subnet-'*)
              words="modify-vpc-endpoint --vpc-endpoint-id $id --remove-subnet-ids $part" ;;
            'vpc-endpoint '*)
              words="modify-vpc-endpoint --vpc-endpoint-id $id --remove-security-group-ids $part" ;;
            *)
              words="modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id $id --remove-subnet-ids $part" ;;
          esac
          part "$part of $kind $id" "$words"
        done
        ;;
    esac
  done <<<"$inventory"
}

# find_zone_rest ZONE: records and VPCs of a hosted zone that the design does not have.
find_zone_rest() {
  local zone=$1 home=${scope#"$newline"} rows name kind
  home=${home%% *}
  rows=$(aws route53 list-resource-record-sets --region "$home" --hosted-zone-id "$zone" \
    --query "ResourceRecordSets[?Type!='NS'&&Type!='SOA'].[Name,Type]") || fail "list-resource-record-sets of $zone, see above"
  while IFS=$tab read -r name kind; do
    # The list writes * as \052, and every name with a final dot.
    name=${name%.}
    name=${name/\\052/*}
    case "$designed$newline" in
      *"${newline}record $zone $name $kind$newline"*) ;;
      *) [ -z "$name" ] || part "record $name $kind of hosted-zone $zone" "delete-record $zone $name $kind" ;;
    esac
  done <<<"$rows"
  rows=$(aws route53 get-hosted-zone --region "$home" --id "$zone" --query 'VPCs[].[VPCId,VPCRegion]') ||
    fail "get-hosted-zone $zone, see above"
  while IFS=$tab read -r name kind; do
    case "$designed$newline" in
      *"${newline}zone-vpc $zone $name$newline"*) ;;
      *) [ -z "$name" ] || part "$name of hosted-zone $zone" "leave-zone $zone $name $kind" ;;
    esac
  done <<<"$rows"
}

# delete_record REGION ZONE NAME TYPE
delete_record() {
  local changes
  changes=$(aws route53 list-resource-record-sets --region "$1" --hosted-zone-id "$2" --output json \
    --query "{Changes:ResourceRecordSets[?(Name=='$3.'||Name=='${3/\*/\\\\052}.')&&Type=='$4'].{Action:'DELETE',ResourceRecordSet:@}}") ||
    fail "list-resource-record-sets of $2, see above"
  case $changes in
    *DELETE*)
      remove "record $3 $4 of hosted-zone $2" aws route53 change-resource-record-sets --region "$1" --hosted-zone-id "$2" \
        --change-batch "$changes"
      ;;
  esac
}

part() { # part LABEL CALL
  rest="$rest$newline  - $1"
  parts="$parts$newline$1|$2"
}

# finish_rest: tells what was there and is not in the design any more; deletes it where that is asked for.
finish_rest() {
  local reply='' region kinds label call
  find_rest
  [ -n "$rest" ] || return 0
  if [ "$prune" != --prune ] || [ "$DRY_RUN" = 1 ]; then
    say "Not in the design any more, and left as it is (deploy.sh --prune deletes it):$rest"
    return 0
  fi
  say "Not in the design any more:$rest"
  if [ "$sure" != --yes ]; then
    printf 'Delete all of this? Type the name of the stack: ' >&2
    read -r reply || true
    [ "$reply" = "$STACK" ] || fail 'nothing was deleted'
  fi
  while read -r region kinds; do
    [ -n "$region" ] || continue
    # What there is now, of this Region.
    inventory=''
    # Kinds are words.
    # shellcheck disable=SC2086
    read_inventory "$region" $kinds
    find_rest
    while IFS='|' read -r label call; do
      [ -n "$call" ] || continue
      # Ids, blocks and numbers have no spaces; the * of a name is no pattern.
      set -f
      # shellcheck disable=SC2086
      set -- $call
      set +f
      case $1 in
        delete-record) delete_record "$region" "${@:2}" ;;
        leave-zone)
          remove "$label" aws route53 disassociate-vpc-from-hosted-zone --region "$region" --hosted-zone-id "$2" \
            --vpc "VPCRegion=$4,VPCId=$3"
          ;;
        disassociate-*profile) remove "$label" aws route53profiles "$1" --region "$region" "${@:2}" ;;
        *) remove "$label" aws ec2 "$1" --region "$region" "${@:2}" ;;
      esac
    done <<<"$parts"
    inventory=$leaving
    [ -z "$leaving" ] || remove_all "$region"
  done <<<"$scope"
}

# attempt LABEL COMMAND…: runs a command that changes something; its answer is in $answer.
answer=''
attempt() {
  local label=$1 try
  shift
  if [ "$DRY_RUN" = 1 ]; then
    rehearse "$label" "$@"
    answer="NEW($label)"
    return 0
  fi
  for try in 1 2 3 4 5 6; do
    if answer=$("$@" 2>"$errors"); then
      return 0
    fi
    if grep -q RouteAlreadyExists "$errors"; then
      # The destination leads elsewhere, such as to a NAT gateway that is gone.
      set -- "$1" "$2" replace-route "${@:4}"
    elif grep -q NetworkAclEntryAlreadyExists "$errors"; then
      set -- "$1" "$2" replace-network-acl-entry "${@:4}"
    elif ! grep -Eq 'NotFound|InvalidSubnet.Range|requires both enableDnsSupport' "$errors"; then
      break
    else
      # AWS may need a moment until one call sees what another made: an id, a block of the VPC, its attributes.
      sleep "$try"
    fi
  done
  fail "$label: $(cat "$errors")"
}

# create LABEL COMMAND…: prints the id of what the command made.
create() {
  attempt "$@"
  if [ "$DRY_RUN" != 1 ]; then
    say "created  $1  $answer"
    [ -z "$STATE_FILE" ] || printf '%s\t%s\n' "$answer" "$1" >>"$STATE_FILE"
  fi
  printf '%s\n' "$answer"
}

# change LABEL COMMAND…
change() {
  attempt "$@"
  [ "$DRY_RUN" = 1 ] || say "done     $1"
}

# Prints the command, and asks AWS whether it would be allowed: where the call can be asked, and where all that it
# names exists.
rehearse() {
  local label=$1 argument line='' verdict quote="'\\''"
  shift
  for argument in "$@"; do
    case $argument in
      '' | *[!A-Za-z0-9_./:=,-]*) line="$line '${argument//\'/$quote}'" ;;
      *) line="$line $argument" ;;
    esac
  done
  say "would    $label"
  say "        $line"
  # Other APIs than EC2's cannot be asked.
  [ "$2" = ec2 ] || return 0
  case "$3 $*" in
    associate-vpc-cidr-block* | *associate-subnet-cidr-block* | modify-vpc-attribute* | modify-subnet-attribute* | *'NEW('*) return 0 ;;
  esac
  if verdict=$("$@" --dry-run 2>&1); then
    return 0
  fi
  case $verdict in
    *DryRunOperation*) ;;
    *) fail "$label: $verdict" ;;
  esac
}

# The checks before the first change gather what is wrong.
problems=''
services=''

problem() { problems="$problems$newline  - $1"; }

# check_account REGION: the CLI wants one even here; accounts are of one partition, and so are Regions.
check_account() {
  local caller
  caller=$(aws sts get-caller-identity --region "$1" --query '[Account,Arn]') ||
    fail 'AWS takes no calls from here: set AWS_PROFILE, or log in, and try again'
  say "Account and identity: $caller"
}

# check_zones REGION ZONE…
check_zones() {
  local region=$1 zones zone
  shift
  if ! zones=$(aws ec2 describe-availability-zones --region "$region" --query "AvailabilityZones[?State=='available'].ZoneName"); then
    problem "Region $region does not answer. Is it enabled for the account?"
    return 0
  fi
  for zone in "$@"; do
    case "$tab$zones$tab" in
      *"$tab$zone$tab"*) ;;
      *) problem "Availability Zone $zone is not there for this account. It has: ${zones//$tab/, }" ;;
    esac
  done
}

# read_services REGION SERVICE_REGION SERVICE…: name, types, zones, private name, policy.
read_services() {
  local region=$1 of=$2 query rows service
  query="ServiceDetails[].[ServiceName,join(',',ServiceType[].ServiceType),join(',',AvailabilityZones||['-']),PrivateDnsName||PrivateDnsNames[0].PrivateDnsName||'none',to_string(VpcEndpointPolicySupported)]"
  shift 2
  if rows=$(aws ec2 describe-vpc-endpoint-services --region "$region" --service-regions "$of" --service-names "$@" --query "$query" 2>"$errors"); then
    services="$services$newline$rows"
    return 0
  fi
  # One unknown name fails the whole call; find out which.
  for service in "$@"; do
    if rows=$(aws ec2 describe-vpc-endpoint-services --region "$region" --service-regions "$of" --service-names "$service" --query "$query" 2>"$errors"); then
      services="$services$newline$rows"
    elif grep -q InvalidServiceName "$errors"; then
      problem "There is no endpoint service $service for this account in $region"
    else
      problem "Endpoint service $service: $(tr '\n' ' ' <"$errors")"
    fi
  done
}

# check_service LABEL SERVICE TYPE NEEDS ZONE…: NEEDS names what else the service must offer.
check_service() {
  local label=$1 service=$2 type=$3 needs=$4 name types zones private policy zone known=0
  shift 4
  while IFS=$tab read -r name types zones private policy; do
    [ "$name" = "$service" ] || continue
    known=1
    case ",$types," in
      *",$type,"*) ;;
      *) continue ;;
    esac
    for zone in "$@"; do
      case ",$zones," in
        *",$zone,"*) ;;
        *) problem "$label: $service is not offered in $zone, only in ${zones//,/, }" ;;
      esac
    done
    case "$needs=$private" in
      *private-dns*=none) problem "$label: $service has no private DNS name" ;;
    esac
    case "$needs=$policy" in
      *policy*=false) problem "$label: $service takes no endpoint policy" ;;
    esac
    return 0
  done <<<"$services"
  if [ "$known" = 1 ]; then
    problem "$label: $service offers no endpoint of type $type"
  fi
}

finish_checks() {
  if [ -n "$problems" ]; then
    fail "nothing was changed, because:$problems"
  fi
}

# set_vpc_attribute LABEL REGION VPC OPTION ATTRIBUTE VALUE
set_vpc_attribute() {
  local now=''
  case $3 in
    NEW*) ;;
    *) now=$(aws ec2 describe-vpc-attribute --region "$2" --vpc-id "$3" --attribute "$5" --query "to_string(*.Value|[0])") ;;
  esac
  if [ "$now" != "$6" ]; then
    change "$1: $5=$6" aws ec2 modify-vpc-attribute --region "$2" --vpc-id "$3" "$4" "Value=$6"
  fi
}

# give_ipv6_block LABEL REGION VPC: prints the VPC's IPv6 block; has AWS give it one where there is none.
give_ipv6_block() {
  local there=''
  case $3 in
    NEW*) ;;
    *)
      there=$(aws ec2 describe-vpcs --region "$2" --vpc-ids "$3" \
        --query "Vpcs[0].Ipv6CidrBlockAssociationSet[?Ipv6CidrBlockState.State!='disassociated']|[0].AssociationId") || fail "$1, see above"
      if [ "$there" = None ] || [ -z "$there" ]; then
        change "$1, IPv6 block" aws ec2 associate-vpc-cidr-block --region "$2" --vpc-id "$3" --amazon-provided-ipv6-cidr-block
        # A rehearsal gave it none.
        [ "$DRY_RUN" != 1 ] || set -- "$1" "$2" NEW
      fi
      ;;
  esac
  vpc_ipv6_block "$2" "$3"
}

# give_subnet_ipv6_block LABEL REGION SUBNET BLOCK ASSIGN: the IPv6 block of a subnet that was there without it or with
# another, and whether what starts in it gets an address of it.
give_subnet_ipv6_block() {
  local there block id assigns
  case "$3 $4" in
    *NEW*) assigns=false ;;
    *)
      there=$(aws ec2 describe-subnets --region "$2" --subnet-ids "$3" \
        --query "Subnets[0].[not_null(Ipv6CidrBlockAssociationSet[?Ipv6CidrBlockState.State!='disassociated']|[0].Ipv6CidrBlock,'-'),not_null(Ipv6CidrBlockAssociationSet[?Ipv6CidrBlockState.State!='disassociated']|[0].AssociationId,'-'),to_string(AssignIpv6AddressOnCreation)]") ||
        fail "$1, see above"
      IFS=$tab read -r block id assigns <<<"$there"
      if [ "$block" != "$4" ]; then
        [ "$id" = - ] || change "$1 without $block" aws ec2 disassociate-subnet-cidr-block --region "$2" --association-id "$id"
        change "$1, IPv6 block" aws ec2 associate-subnet-cidr-block --region "$2" --subnet-id "$3" --ipv6-cidr-block "$4"
      fi
      ;;
  esac
  if [ "$assigns" != "$5" ]; then
    case $5 in
      true)
        change "$1, IPv6 addresses on creation" aws ec2 modify-subnet-attribute --region "$2" --subnet-id "$3" \
          --assign-ipv6-address-on-creation
        ;;
      *)
        change "$1, no IPv6 addresses on creation" aws ec2 modify-subnet-attribute --region "$2" --subnet-id "$3" \
          --no-assign-ipv6-address-on-creation
        ;;
    esac
  fi
}

# drop_default_egress LABEL REGION GROUP [ipv6]: AWS gives a new group a rule that lets everything out; the design does not.
# A rule of the design that says the same carries the stack's tag and stays.
drop_default_egress() {
  local kind group direction protocol peer id stack known=0 ranges='"IpRanges":[{"CidrIp":"0.0.0.0/0"}]'
  while IFS=$tab read -r kind group direction protocol _ _ peer id stack; do
    case "$kind $group $direction" in
      "security-group "*" $3") known=1 ;;
      "rule $3 egress")
        case "$protocol $peer" in
          '-1 0.0.0.0/0' | '-1 ::/0') ;;
          *) continue ;;
        esac
        if [ "$stack" != "$STACK" ]; then
          change "$1 without its default egress rule" aws ec2 revoke-security-group-egress --region "$2" \
            --group-id "$3" --security-group-rule-ids "$id"
          forget_rule "$id"
        fi
        ;;
    esac
  done <<<"$inventory"
  if [ "$known" = 0 ]; then
    # Where the VPC has an IPv6 block there are two.
    [ "${4:-}" != ipv6 ] || ranges="$ranges,\"Ipv6Ranges\":[{\"CidrIpv6\":\"::/0\"}]"
    change "$1 without its default egress rule" aws ec2 revoke-security-group-egress --region "$2" --group-id "$3" \
      --ip-permissions "[{\"IpProtocol\":\"-1\",$ranges}]"
  fi
}

forget_rule() {
  local line rest=''
  while IFS= read -r line; do
    case "$line$tab" in
      "rule$tab"*"$tab$1$tab"*) ;;
      *) rest="$rest$newline$line" ;;
    esac
  done <<<"$inventory"
  inventory=$rest
}

# wait_for_nat_gateways REGION ID…
wait_for_nat_gateways() {
  local region=$1
  shift
  case "$*" in
    *'NEW('*) return 0 ;;
  esac
  say "waiting  NAT gateways: $*"
  aws ec2 wait nat-gateway-available --region "$region" --nat-gateway-ids "$@" ||
    fail "a NAT gateway of $* did not become available; describe-nat-gateways tells why. Delete it and run this script again"
}

# wait_for_endpoints REGION ID…: until none is pending, for at most 15 minutes.
wait_for_endpoints() {
  local region=$1 attempt rows id state pending bad
  shift
  case "$*" in
    *'NEW('*) return 0 ;;
  esac
  say "waiting  endpoints: $*"
  for ((attempt = 1; attempt <= 90; attempt++)); do
    pending=''
    bad=''
    if ! rows=$(aws ec2 describe-vpc-endpoints --region "$region" --vpc-endpoint-ids "$@" --query 'VpcEndpoints[].[VpcEndpointId,State]' 2>"$errors"); then
      # A new endpoint may not be known everywhere at once.
      if [ "$attempt" -gt 6 ] || ! grep -q NotFound "$errors"; then
        fail "describe-vpc-endpoints in $region: $(cat "$errors")"
      fi
      pending=' some'
    fi
    while IFS=$tab read -r id state; do
      case $state in
        [Aa]vailable) ;;
        [Pp]ending) pending="$pending $id" ;;
        [Pp]endingAcceptance)
          [ "$attempt" != 1 ] || say "note     $id waits until the owner of the service accepts it" ;;
        *) bad="$bad $id is $state." ;;
      esac
    done <<<"$rows"
    [ -z "$bad" ] || fail "endpoints did not come up:$bad Delete them and run this script again"
    [ -n "$pending" ] || return 0
    sleep 10
  done
  fail "still pending after 15 minutes:$pending. Run this script again to go on waiting"
}

# extend_endpoint LABEL REGION ENDPOINT OPTION ID…: adds to an endpoint what the design has gained since it was made.
extend_endpoint() {
  local label=$1 region=$2 endpoint=$3 option=$4 id missing=''
  shift 4
  for id in "$@"; do
    has vpc-endpoint "$endpoint" "$id" || missing="$missing $id"
  done
  # A new one has all.
  if [ -n "$missing" ] && has vpc-endpoint "$endpoint" -; then
    # Ids have no spaces.
    # shellcheck disable=SC2086
    change "$label, extended" aws ec2 modify-vpc-endpoint --region "$region" --vpc-endpoint-id "$endpoint" \
      "$option" $missing
  fi
}

# accept_endpoint LABEL REGION SERVICE ENDPOINT SERVICE_REGION: accepts it on the service's side, which the same account
# must own.
accept_endpoint() {
  local state
  case $4 in
    NEW*) return 0 ;;
  esac
  state=$(aws ec2 describe-vpc-endpoints --region "$2" --vpc-endpoint-ids "$4" --query 'VpcEndpoints[0].State')
  case $state in
    [Pp]endingAcceptance)
      change "$1, accepted" aws ec2 accept-vpc-endpoint-connections --region "$5" --service-id "$3" \
        --vpc-endpoint-ids "$4" ;;
  esac
}

# listens REGION LOAD_BALANCER PORT: whether the load balancer has a listener there.
listens() {
  local found
  case $2 in
    NEW*) return 1 ;;
  esac
  found=$(aws elbv2 describe-listeners --region "$1" --load-balancer-arn "$2" --query "Listeners[?Port==\`$3\`].ListenerArn")
  [ -n "$found" ] && [ "$found" != None ]
}

# wait_for_load_balancer REGION LOAD_BALANCER: until it is up.
wait_for_load_balancer() {
  case $2 in
    NEW*) return 0 ;;
  esac
  say "waiting  load balancer $2"
  aws elbv2 wait load-balancer-available --region "$1" --load-balancer-arns "$2"
}

# allow_principals LABEL REGION SERVICE PRINCIPAL…: lets them ask for endpoints of the service.
allow_principals() {
  local label=$1 region=$2 service=$3 known='' missing='' principal
  shift 3
  case $service in
    NEW*) ;;
    *)
      known=$(aws ec2 describe-vpc-endpoint-service-permissions --region "$region" --service-id "$service" \
        --query 'AllowedPrincipals[].Principal')
      ;;
  esac
  for principal in "$@"; do
    case "$tab$known$tab" in
      *"$tab$principal$tab"*) ;;
      *) missing="$missing $principal" ;;
    esac
  done
  if [ -n "$missing" ]; then
    # ARNs have no spaces; * is everybody, and no pattern.
    set -f
    # shellcheck disable=SC2086
    change "$label, permissions" aws ec2 modify-vpc-endpoint-service-permissions --region "$region" \
      --service-id "$service" --add-allowed-principals $missing
    set +f
  fi
}

# wait_until LABEL STATE COMMAND…: until the command prints this state, for at most 15 minutes.
wait_until() {
  local label=$1 wanted=$2 state try
  shift 2
  case "$*" in
    *'NEW('*) return 0 ;;
  esac
  for ((try = 1; try <= 180; try++)); do
    # What is new may not be known everywhere at once.
    if ! state=$("$@" 2>"$errors") && ! grep -q NotFound "$errors"; then
      fail "$label: $(cat "$errors")"
    fi
    case $state in
      "$wanted") return 0 ;;
      failed | failing | rejected | expired | deleting | deleted)
        fail "$label is $state. Delete it and run this script again" ;;
    esac
    [ "$try" != 1 ] || say "waiting  $label"
    sleep 5
  done
  fail "$label: not $wanted after 15 minutes. Run this script again to go on waiting"
}

# use_network_acl LABEL REGION SUBNET ACL: in place of the one that the subnet has.
use_network_acl() {
  local present
  case "$3 $4" in
    *NEW*) present="NEW(association)" ;;
    *)
      present=$(aws ec2 describe-network-acls --region "$2" --filters "Name=association.subnet-id,Values=$3" \
        --query "NetworkAcls[0].Associations[?SubnetId=='$3'].NetworkAclAssociationId|[0]") || fail "$1, see above"
      ;;
  esac
  change "$1" aws ec2 replace-network-acl-association --region "$2" --association-id "$present" --network-acl-id "$4"
}

# extend_attachment LABEL REGION ATTACHMENT SUBNET…: adds what the design has gained since it was made.
extend_attachment() {
  local label=$1 region=$2 attachment=$3 id missing=''
  shift 3
  for id in "$@"; do
    has transit-gateway-attachment "$attachment" "$id" || missing="$missing $id"
  done
  case "$inventory" in
    *"$tab$attachment$tab"*) ;;
    # A new one has all.
    *) return 0 ;;
  esac
  if [ -n "$missing" ]; then
    # Ids have no spaces.
    # shellcheck disable=SC2086
    change "$label, extended" aws ec2 modify-transit-gateway-vpc-attachment --region "$region" \
      --transit-gateway-attachment-id "$attachment" --add-subnet-ids $missing
  fi
}

# accept_peering LABEL REGION ID [TAGS]: waits for the request in the Region of the side that accepts, and accepts it.
# In another Region than that of the request the connection has tags of its own.
accept_peering() {
  local state try
  case $3 in
    NEW*) return 0 ;;
  esac
  for ((try = 1; try <= 60; try++)); do
    state=$(aws ec2 describe-vpc-peering-connections --region "$2" --vpc-peering-connection-ids "$3" \
      --query 'VpcPeeringConnections[0].Status.Code' 2>"$errors") || state=''
    case $state in
      active) return 0 ;;
      pending-acceptance)
        change "$1, accepted" aws ec2 accept-vpc-peering-connection --region "$2" --vpc-peering-connection-id "$3"
        [ -z "${4:-}" ] || change "$1, tags" aws ec2 create-tags --region "$2" --resources "$3" --tags "$4"
        continue
        ;;
      failed | rejected | expired | deleting | deleted)
        fail "$1 is $state. Delete it and run this script again" ;;
    esac
    sleep 5
  done
  fail "$1: not active after 5 minutes. Run this script again to go on waiting"
}

# set_peering_dns LABEL REGION ID SIDE VALUE: whether names of the side's instances resolve to private addresses.
set_peering_dns() {
  local now='' info
  case $4 in
    requester) info=RequesterVpcInfo ;;
    *) info=AccepterVpcInfo ;;
  esac
  case $3 in
    NEW*) ;;
    *)
      now=$(aws ec2 describe-vpc-peering-connections --region "$2" --vpc-peering-connection-ids "$3" \
        --query "to_string(VpcPeeringConnections[0].$info.PeeringOptions.AllowDnsResolutionFromRemoteVpc||\`false\`)") || fail "$1, see above"
      ;;
  esac
  if [ "$now" != "$5" ]; then
    change "$1, DNS of the $4: $5" aws ec2 modify-vpc-peering-connection-options --region "$2" \
      --vpc-peering-connection-id "$3" "--$4-peering-connection-options" "AllowDnsResolutionFromRemoteVpc=$5"
  fi
}

# associate_zone LABEL REGION ZONE VPC VPC_REGION: lets the VPC's resolver answer from the hosted zone.
associate_zone() {
  local vpcs=''
  designed="$designed${newline}zone-vpc $3 $4"
  case $3 in
    NEW*) return 0 ;;
  esac
  vpcs=$(aws route53 get-hosted-zone --region "$2" --id "$3" --query 'VPCs[].VPCId') || fail "$1, see above"
  case "$tab$vpcs$tab" in
    *"$tab$4$tab"*) ;;
    *)
      change "$1, associated with $4" aws route53 associate-vpc-with-hosted-zone --region "$2" --hosted-zone-id "$3" \
        --vpc "VPCRegion=$5,VPCId=$4" --query ChangeInfo.Status
      ;;
  esac
}

# update_zone LABEL REGION ZONE STATE TAGS COMMAND…: brings the tags of a hosted zone to these, by the command.
update_zone() {
  local now others zone=${3#/hostedzone/}
  case $3 in
    NEW*) return 0 ;;
  esac
  now=$(aws route53 list-tags-for-resource --region "$2" --resource-type hostedzone --resource-id "$zone" \
    --query "ResourceTagSet.Tags[?Key=='vpc-designer:state']|[0].Value") || fail "$1, see above"
  [ "$now" != "$4" ] || return 0
  others=$(aws route53 list-tags-for-resource --region "$2" --resource-type hostedzone --resource-id "$zone" --output json \
    --query "ResourceTagSet.Tags[?!starts_with(Key,'vpc-designer:')&&!contains(\`[$5]\`[].Key,Key)].Key") || fail "$1, see above"
  if [ "$others" != '[]' ]; then
    change "$1, without old tags" aws route53 change-tags-for-resource --region "$2" --resource-type hostedzone \
      --resource-id "$zone" --remove-tag-keys "$others"
  fi
  change "$1, tags" "${@:6}"
}

# answers REGION ZONE NAME TYPE ANSWER: whether the hosted zone has this record.
answers() {
  local found
  designed="$designed${newline}record $2 $3 $4"
  case $2 in
    NEW*) return 1 ;;
  esac
  # The list writes * as \\052.
  found=$(aws route53 list-resource-record-sets --region "$1" --hosted-zone-id "$2" \
    --query "ResourceRecordSets[?(Name=='$3.'||Name=='${3/\*/\\\\052}.')&&Type=='$4'].[AliasTarget.DNSName||join(',',ResourceRecords[].Value)]|[0][0]") ||
    fail "list-resource-record-sets of $2, see above"
  [ "${found%.}" = "${5%.}" ]
}

# look_up LABEL COMMAND…: prints the id of what is looked up, which AWS owns.
look_up() {
  local label=$1 id
  shift
  id=$("$@") || fail "$label, see above"
  case $id in
    '' | None) fail "$label is not there" ;;
  esac
  printf '%s\n' "$id"
}
