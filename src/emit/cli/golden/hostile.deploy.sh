#!/usr/bin/env bash
# A dollar sign in single quotes is meant as it stands.
# shellcheck disable=SC2016
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
#
# Makes what is missing and leaves what is there: safe to run again, and after a failure it goes on
# where it stopped. What is there is brought to the design’s tags, policies and options. At its end
# it tells what the design has no more, and leaves it, with --prune it shows it, asks and deletes
# it, and --prune --yes does not ask. teardown.sh deletes all.
# Needs bash 3.2 or later and the AWS CLI, version 1 or 2.
#
# DRY_RUN=1 shows the calls and asks AWS whether they would be allowed, and changes nothing.
# SKIP_PREFLIGHT=1 leaves out the checks before the first change.
# STATE_FILE=path appends the id of everything made to a file.

set -euo pipefail

# The name under which AWS knows this network. Another name makes another network.
STACK="${STACK:-shop-network}"
REGION_US_EAST_1=us-east-1
REGION_EU_WEST_1=eu-west-1
DRY_RUN="${DRY_RUN:-0}"
SKIP_PREFLIGHT="${SKIP_PREFLIGHT:-0}"
STATE_FILE="${STATE_FILE:-}"

# ==== Functions ====

# The same answers from AWS CLI versions 1 and 2, and no pager that waits for a key.
export AWS_PAGER='' AWS_DEFAULT_OUTPUT=text AWS_CLI_AUTO_PROMPT=off

newline=$'\n'
tab=$'\t'
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "Error: $*"
  exit 1
}

command -v aws >/dev/null || fail 'the AWS CLI is not installed, see https://aws.amazon.com/cli'

# The name goes into tags, and begins the names of security groups, which must not look like ids.
case $STACK in
  sg-*) fail 'STACK cannot begin with sg-' ;;
  '' | *[!A-Za-z0-9._-]*) fail 'STACK takes letters, digits, dots, hyphens and underscores' ;;
esac

# Names of load balancers are short: the checksum of the stack's name tells those of one stack from another's.
short=$(printf '%s' "$STACK" | cksum)
short="vd-${short%% *}"

# What this stack holds, read once per Region. One line each, with tabs: kind, key, id, detail.
inventory=''

remember() { inventory="$inventory$newline$1"; }

# read_inventory REGION KIND…: the filter keeps answers short, the query leaves nothing to it.
read_inventory() {
  local region=$1 kind operation filters query rows key ours
  key="Tags[?Key=='vpc-designer:id']|[0].Value"
  ours="Tags[?Key=='vpc-designer:stack'&&Value=='$STACK']"
  shift
  for kind in "$@"; do
    filters=--filters
    case $kind in
      vpc)
        operation=describe-vpcs
        query="Vpcs[?$ours].['$kind',$key,VpcId,join(',',CidrBlockAssociationSet[?CidrBlockState.State!='disassociated'].CidrBlock)]"
        ;;
      egress-only-internet-gateway)
        operation=describe-egress-only-internet-gateways
        query="EgressOnlyInternetGateways[?$ours].['$kind',$key,EgressOnlyInternetGatewayId,'-']"
        ;;
      internet-gateway)
        operation=describe-internet-gateways
        query="InternetGateways[?$ours].['$kind',$key,InternetGatewayId,join(',',Attachments[].VpcId)]"
        ;;
      subnet)
        operation=describe-subnets
        query="Subnets[?$ours].['$kind',$key,SubnetId,to_string(MapPublicIpOnLaunch)]"
        ;;
      elastic-ip)
        operation=describe-addresses
        query="Addresses[?$ours].['$kind',$key,AllocationId,PublicIp]"
        ;;
      natgateway)
        operation=describe-nat-gateways
        filters=--filter
        query="NatGateways[?$ours&&(State=='pending'||State=='available')].['$kind',$key,NatGatewayId,State]"
        ;;
      route-table)
        # DESTINATION=TARGET of each route, SUBNET=ASSOCIATION of each subnet that uses it.
        operation=describe-route-tables
        query="RouteTables[?$ours].['$kind',$key,RouteTableId,join(',',[Routes[?DestinationCidrBlock].join('=',[DestinationCidrBlock,not_null(NatGatewayId,TransitGatewayId,VpcPeeringConnectionId,GatewayId,'none')]),Routes[?DestinationIpv6CidrBlock].join('=',[DestinationIpv6CidrBlock,not_null(EgressOnlyInternetGatewayId,GatewayId,'none')]),Associations[?SubnetId].join('=',[SubnetId,RouteTableAssociationId])][])]"
        ;;
      network-acl)
        # EGRESS=NUMBER=ACTION=PROTOCOL=BLOCK=FROM=TO of each entry, and the subnets that use it.
        operation=describe-network-acls
        query="NetworkAcls[?$ours].['$kind',$key,NetworkAclId,join(',',[Entries[].join('=',[to_string(Egress),to_string(RuleNumber),RuleAction,Protocol,CidrBlock||Ipv6CidrBlock||'-',to_string(PortRange.From),to_string(PortRange.To)]),Associations[].SubnetId][])]"
        ;;
      vpn-gateway)
        operation=describe-vpn-gateways
        query="VpnGateways[?$ours&&State!='deleting'&&State!='deleted'].['$kind',$key,VpnGatewayId,join(',',VpcAttachments[?State!='detached'].VpcId)]"
        ;;
      customer-gateway)
        operation=describe-customer-gateways
        query="CustomerGateways[?$ours&&State!='deleting'&&State!='deleted'].['$kind',$key,CustomerGatewayId,State]"
        ;;
      vpn-connection)
        operation=describe-vpn-connections
        query="VpnConnections[?$ours&&State!='deleting'&&State!='deleted'].['$kind',$key,VpnConnectionId,State]"
        ;;
      transit-gateway)
        operation=describe-transit-gateways
        query="TransitGateways[?$ours&&State!='deleting'&&State!='deleted'].['$kind',$key,TransitGatewayId,State]"
        ;;
      transit-gateway-attachment)
        operation=describe-transit-gateway-vpc-attachments
        query="TransitGatewayVpcAttachments[?$ours&&State!='deleting'&&State!='deleted'].['$kind',$key,TransitGatewayAttachmentId,join(',',SubnetIds)]"
        ;;
      vpc-peering-connection)
        operation=describe-vpc-peering-connections
        query="VpcPeeringConnections[?$ours&&contains(['initiating-request','pending-acceptance','provisioning','active'],Status.Code)].['$kind',$key,VpcPeeringConnectionId,Status.Code]"
        ;;
      hosted-zone)
        # They are of no Region.
        case "$inventory" in
          *"${newline}hosted-zone$tab"*) continue ;;
        esac
        rows=$(aws route53 list-hosted-zones --region "$region" \
          --query "HostedZones[?starts_with(Config.Comment||'','vpc-designer/$STACK/')].['$kind',Config.Comment,Id,'-']") ||
          fail "list-hosted-zones does not answer, see above"
        remember "$rows"
        continue
        ;;
      profile)
        if ! rows=$(aws route53profiles list-profiles --region "$region" \
          --query "ProfileSummaries[?starts_with(Name,'$short-')&&ShareStatus!='SHARED_WITH_ME'].[Id,Name]" 2>"$errors"); then
          # Some Regions have no Profiles.
          grep -q 'Could not connect to the endpoint' "$errors" && continue
          fail "list-profiles in $region: $(cat "$errors")"
        fi
        read_profiles "$region" "$rows"
        continue
        ;;
      resolver-endpoint)
        rows=$(aws route53resolver list-resolver-endpoints --region "$region" \
          --query "ResolverEndpoints[?starts_with(CreatorRequestId,'vpc-designer/$STACK/')&&Status!='DELETING'].['$kind',CreatorRequestId,Id,Status]") ||
          fail "list-resolver-endpoints in $region does not answer, see above"
        remember "$rows"
        continue
        ;;
      load-balancer)
        rows=$(aws elbv2 describe-load-balancers --region "$region" \
          --query "LoadBalancers[?starts_with(LoadBalancerName,'$short-')].['$kind',LoadBalancerName,LoadBalancerArn,'-']") ||
          fail "describe-load-balancers in $region does not answer, see above"
        remember "$rows"
        continue
        ;;
      target-group)
        rows=$(aws elbv2 describe-target-groups --region "$region" \
          --query "TargetGroups[?starts_with(TargetGroupName,'$short-')].['$kind',TargetGroupName,TargetGroupArn,'-']") ||
          fail "describe-target-groups in $region does not answer, see above"
        remember "$rows"
        continue
        ;;
      vpc-endpoint-service)
        operation=describe-vpc-endpoint-service-configurations
        query="ServiceConfigurations[?$ours&&ServiceState!='Deleting'&&ServiceState!='Deleted'].['$kind',$key,ServiceId,'-']"
        ;;
      security-group)
        operation=describe-security-groups
        query="SecurityGroups[?$ours].['$kind',$key,GroupId,GroupName]"
        ;;
      vpc-endpoint)
        operation=describe-vpc-endpoints
        query="VpcEndpoints[?$ours&&State!='deleted'&&State!='deleting'].['$kind',$key,VpcEndpointId,join(',',[['-'],RouteTableIds||['-'],SubnetIds||['-'],Groups[].GroupId||['-']][])]"
        ;;
    esac
    rows=$(aws ec2 "$operation" --region "$region" "$filters" "Name=tag:vpc-designer:stack,Values=$STACK" --query "$query") ||
      fail "$operation in $region does not answer, see above"
    remember "$rows"
    if [ "$kind" = security-group ]; then
      read_rules "$region" "$rows"
    fi
  done
}

# read_profiles REGION ROWS: Profiles with the VPCs and the ARNs that they are associated with.
read_profiles() {
  local region=$1 id key vpcs arns
  while IFS=$tab read -r id key; do
    [ -n "$id" ] || continue
    vpcs=$(aws route53profiles list-profile-associations --region "$region" --profile-id "$id" \
      --query "join(',',ProfileAssociations[?Status!='DELETED'].ResourceId)") ||
      fail "list-profile-associations in $region does not answer, see above"
    arns=$(aws route53profiles list-profile-resource-associations --region "$region" --profile-id "$id" \
      --query "join(',',ProfileResourceAssociations[?Status!='DELETED'].ResourceArn)") ||
      fail "list-profile-resource-associations in $region does not answer, see above"
    remember "profile$tab$key$tab$id$tab$vpcs,$arns"
  done <<<"$2"
}

# The rules of these security groups: rule, group, direction, protocol, ports, peer, id, stack.
read_rules() {
  local region=$1 id groups='' count=0
  while IFS=$tab read -r _ _ id _; do
    [ -n "$id" ] || continue
    groups="$groups,$id"
    count=$((count + 1))
    # A filter takes 200 values.
    if [ $((count % 200)) = 0 ]; then
      read_rules_of "$region" "${groups#,}"
      groups=''
    fi
  done <<<"$2"
  if [ -n "$groups" ]; then
    read_rules_of "$region" "${groups#,}"
  fi
}

read_rules_of() {
  local rows
  rows=$(aws ec2 describe-security-group-rules --region "$1" --filters "Name=group-id,Values=$2" \
    --query "SecurityGroupRules[].['rule',GroupId,IsEgress&&'egress'||'ingress',IpProtocol,to_string(FromPort||'-1'),to_string(ToPort||'-1'),CidrIpv4||PrefixListId||ReferencedGroupInfo.GroupId||CidrIpv6,SecurityGroupRuleId,Tags[?Key=='vpc-designer:stack']|[0].Value]") ||
    fail "describe-security-group-rules in $1 does not answer, see above"
  remember "$rows"
}

# Every kind that a stack may hold.
all_kinds='vpc internet-gateway egress-only-internet-gateway subnet elastic-ip natgateway route-table
  security-group vpc-endpoint network-acl vpn-gateway customer-gateway vpn-connection transit-gateway
  transit-gateway-attachment vpc-peering-connection profile hosted-zone resolver-endpoint vpc-endpoint-service
  load-balancer target-group'

# ids KIND…: the ids of these kinds, one a line.
ids() {
  local kind id wanted
  for wanted in "$@"; do
    while IFS=$tab read -r kind _ id _; do
      if [ "$kind" = "$wanted" ] && [ -n "$id" ]; then
        printf '%s\n' "$id"
      fi
    done <<<"$inventory"
  done
}

# details KIND ID: its details, one a line.
details() {
  local kind id detail
  while IFS=$tab read -r kind _ id detail; do
    if [ "$kind" = "$1" ] && [ "$id" = "$2" ] && [ -n "$detail" ]; then
      printf '%s\n' "${detail//,/$newline}"
    fi
  done <<<"$inventory"
}

# remove LABEL COMMAND…: runs the command; what is gone already is no error. AWS refuses while something still uses the
# thing, such as a network interface that is about to go: then tries again, for at most 5 minutes.
remove() {
  local label=$1 try
  shift
  for ((try = 1; try <= 30; try++)); do
    if "$@" >/dev/null 2>"$errors"; then
      say "deleted  $label"
      return 0
    fi
    if grep -Eq 'NotFound|NotAttached|not attached' "$errors"; then
      say "gone     $label"
      return 0
    fi
    grep -Eq 'DependencyViolation|InUse|RequestLimitExceeded|IncorrectState|ConflictException' "$errors" || break
    [ "$try" != 1 ] || say "waiting  $label is still in use"
    sleep 10
  done
  fail "$label: $(cat "$errors")
If something outside of this stack uses it, delete that first. Then run this script again"
}

# until_gone WHAT COMMAND…: waits until the command prints nothing, for at most 15 minutes.
until_gone() {
  local what=$1 left try
  shift
  for ((try = 1; try <= 90; try++)); do
    if ! left=$("$@" 2>"$errors"); then
      grep -q NotFound "$errors" || fail "$what: $(cat "$errors")"
      return 0
    fi
    # The answer to a list that came out empty is nothing, or None.
    case $left in
      '' | None) return 0 ;;
    esac
    [ "$try" != 1 ] || say "waiting  until $what are gone"
    sleep 10
  done
  fail "still there after 15 minutes: $what. Run this script again to go on"
}

# What a waiting for all of a kind does not wait for: ids that stay.
staying=''

# remove_endpoints REGION
remove_endpoints() {
  local region=$1 id detail
  for id in $(ids vpc-endpoint); do
    # This call succeeds also where it deletes nothing, and tells so in its answer.
    detail=$(aws ec2 delete-vpc-endpoints --region "$region" --vpc-endpoint-ids "$id" \
      --query "Unsuccessful[?!contains(Error.Code,'NotFound')].[Error.Message]") || fail "vpc-endpoint $id, see above"
    [ -z "$detail" ] || fail "vpc-endpoint $id: $detail"
    say "deleted  vpc-endpoint $id"
  done
}

# remove_all REGION: takes away what the inventory holds, users before what they use.
remove_all() {
  local region=$1 ours id detail direction rules kind group
  ours="Tags[?Key=='vpc-designer:stack'&&Value=='$STACK']"

  for id in $(ids profile); do
    for detail in $(details profile "$id"); do
      case $detail in
        vpc-*)
          remove "association of $id with $detail" aws route53profiles disassociate-profile --region "$region" \
            --profile-id "$id" --resource-id "$detail"
          ;;
        *)
          remove "association of $id with $detail" aws route53profiles disassociate-resource-from-profile \
            --region "$region" --profile-id "$id" --resource-arn "$detail"
          ;;
      esac
    done
    until_gone "VPCs of $id" aws route53profiles list-profile-associations --region "$region" --profile-id "$id" \
      --query "ProfileAssociations[?Status!='DELETED'].[Id]"
    until_gone "resources of $id" aws route53profiles list-profile-resource-associations --region "$region" \
      --profile-id "$id" --query "ProfileResourceAssociations[?Status!='DELETED'].[Id]"
    remove "profile $id" aws route53profiles delete-profile --region "$region" --profile-id "$id"
  done

  for id in $(ids hosted-zone); do
    rules=("$(aws route53 list-resource-record-sets --region "$region" --hosted-zone-id "$id" --output json \
      --query "{Changes:ResourceRecordSets[?Type!='NS'&&Type!='SOA'].{Action:'DELETE',ResourceRecordSet:@}}")") ||
      fail "list-resource-record-sets of $id, see above"
    case ${rules[0]} in
      *DELETE*)
        remove "records of $id" aws route53 change-resource-record-sets --region "$region" --hosted-zone-id "$id" \
          --change-batch "${rules[0]}"
        ;;
    esac
    remove "hosted-zone $id" aws route53 delete-hosted-zone --region "$region" --id "$id"
  done

  for id in $(ids resolver-endpoint); do
    remove "resolver-endpoint $id" aws route53resolver delete-resolver-endpoint --region "$region" \
      --resolver-endpoint-id "$id"
  done

  for id in $(ids vpn-connection); do
    remove "vpn-connection $id" aws ec2 delete-vpn-connection --region "$region" --vpn-connection-id "$id"
  done
  for id in $(ids transit-gateway-attachment); do
    remove "transit-gateway-attachment $id" aws ec2 delete-transit-gateway-vpc-attachment --region "$region" \
      --transit-gateway-attachment-id "$id"
  done
  for id in $(ids vpc-peering-connection); do
    remove "vpc-peering-connection $id" aws ec2 delete-vpc-peering-connection --region "$region" \
      --vpc-peering-connection-id "$id"
  done

  remove_endpoints "$region"

  for id in $(ids vpc-endpoint-service); do
    detail=$(aws ec2 delete-vpc-endpoint-service-configurations --region "$region" --service-ids "$id" \
      --query "Unsuccessful[?!contains(Error.Code,'NotFound')].[Error.Message]") || fail "vpc-endpoint-service $id, see above"
    [ -z "$detail" ] || fail "vpc-endpoint-service $id: $detail"
    say "deleted  vpc-endpoint-service $id"
  done
  # Its listeners go with a load balancer.
  for id in $(ids load-balancer); do
    remove "load-balancer $id" aws elbv2 delete-load-balancer --region "$region" --load-balancer-arn "$id"
  done
  for id in $(ids target-group); do
    remove "target-group $id" aws elbv2 delete-target-group --region "$region" --target-group-arn "$id"
  done

  for id in $(ids natgateway); do
    remove "natgateway $id" aws ec2 delete-nat-gateway --region "$region" --nat-gateway-id "$id"
  done

  # Also those that an earlier, interrupted run began to delete: their network interfaces hold the subnets.
  until_gone 'endpoints' aws ec2 describe-vpc-endpoints --region "$region" \
    --filters "Name=tag:vpc-designer:stack,Values=$STACK" --query "VpcEndpoints[?State!='deleted'&&!contains('$staying',VpcEndpointId)].[VpcEndpointId]"
  until_gone 'NAT gateways' aws ec2 describe-nat-gateways --region "$region" \
    --filter "Name=tag:vpc-designer:stack,Values=$STACK" \
    --query "NatGateways[?$ours&&State!='deleted'&&State!='failed'&&!contains('$staying',NatGatewayId)].[NatGatewayId]"

  until_gone 'Resolver endpoints' aws route53resolver list-resolver-endpoints --region "$region" \
    --query "ResolverEndpoints[?starts_with(CreatorRequestId,'vpc-designer/$STACK/')&&!contains('$staying',Id)].[Id]"
  until_gone 'VPN connections' aws ec2 describe-vpn-connections --region "$region" \
    --filters "Name=tag:vpc-designer:stack,Values=$STACK" --query "VpnConnections[?$ours&&State!='deleted'&&!contains('$staying',VpnConnectionId)].[VpnConnectionId]"
  until_gone 'attachments of Transit Gateways' aws ec2 describe-transit-gateway-vpc-attachments --region "$region" \
    --filters "Name=tag:vpc-designer:stack,Values=$STACK" \
    --query "TransitGatewayVpcAttachments[?$ours&&State!='deleted'&&!contains('$staying',TransitGatewayAttachmentId)].[TransitGatewayAttachmentId]"

  for id in $(ids transit-gateway); do
    remove "transit-gateway $id" aws ec2 delete-transit-gateway --region "$region" --transit-gateway-id "$id"
  done
  for id in $(ids vpn-gateway); do
    for detail in $(details vpn-gateway "$id"); do
      remove "attachment of $id to $detail" aws ec2 detach-vpn-gateway --region "$region" --vpn-gateway-id "$id" \
        --vpc-id "$detail"
    done
    remove "vpn-gateway $id" aws ec2 delete-vpn-gateway --region "$region" --vpn-gateway-id "$id"
  done
  for id in $(ids customer-gateway); do
    remove "customer-gateway $id" aws ec2 delete-customer-gateway --region "$region" --customer-gateway-id "$id"
  done

  for id in $(ids elastic-ip); do
    remove "elastic-ip $id" aws ec2 release-address --region "$region" --allocation-id "$id"
  done

  for id in $(ids route-table); do
    for detail in $(details route-table "$id"); do
      case $detail in
        subnet-*=*)
          remove "route-table $id of ${detail%%=*}" aws ec2 disassociate-route-table --region "$region" \
            --association-id "${detail#*=}"
          ;;
      esac
    done
    remove "route-table $id" aws ec2 delete-route-table --region "$region" --route-table-id "$id"
  done

  # Groups may name each other: first all rules, then the groups.
  for group in $(ids security-group); do
    for direction in ingress egress; do
      rules=()
      while IFS=$tab read -r kind id detail; do
        case "$kind $id $detail" in
          "rule $group $direction$tab"*)
            id=${detail%"$tab"*}
            rules+=("${id##*"$tab"}")
            ;;
        esac
      done <<<"$inventory"
      if [ "${#rules[@]}" -gt 0 ]; then
        remove "${#rules[@]} $direction rules of $group" aws ec2 "revoke-security-group-$direction" --region "$region" \
          --group-id "$group" --security-group-rule-ids "${rules[@]}"
      fi
    done
  done
  for id in $(ids security-group); do
    remove "security-group $id" aws ec2 delete-security-group --region "$region" --group-id "$id"
  done

  for id in $(ids subnet); do
    remove "subnet $id" aws ec2 delete-subnet --region "$region" --subnet-id "$id"
  done

  # Subnets go first: an ACL that one uses stays.
  for id in $(ids network-acl); do
    remove "network-acl $id" aws ec2 delete-network-acl --region "$region" --network-acl-id "$id"
  done

  for id in $(ids internet-gateway); do
    for detail in $(details internet-gateway "$id"); do
      remove "attachment of $id to $detail" aws ec2 detach-internet-gateway --region "$region" \
        --internet-gateway-id "$id" --vpc-id "$detail"
    done
    remove "internet-gateway $id" aws ec2 delete-internet-gateway --region "$region" --internet-gateway-id "$id"
  done

  for id in $(ids egress-only-internet-gateway); do
    remove "egress-only-internet-gateway $id" aws ec2 delete-egress-only-internet-gateway --region "$region" \
      --egress-only-internet-gateway-id "$id"
  done

  for id in $(ids vpc); do
    remove "vpc $id" aws ec2 delete-vpc --region "$region" --vpc-id "$id"
  done
}

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

# ==== Before the first change ====

if [ "$SKIP_PREFLIGHT" != 1 ]; then
  check_account "$REGION_US_EAST_1"
  check_zones "$REGION_US_EAST_1" "${REGION_US_EAST_1}a" "${REGION_US_EAST_1}b"
  read_services "$REGION_US_EAST_1" "$REGION_US_EAST_1" \
    "com.amazonaws.$REGION_US_EAST_1.s3" \
    "com.amazonaws.$REGION_US_EAST_1.sqs" \
    "com.amazonaws.vpce.$REGION_US_EAST_1.vpce-svc-0123456789abcdef0" \
    "com.amazonaws.vpce.$REGION_US_EAST_1.vpce-svc-0123456789abcdef1"
  read_services "$REGION_US_EAST_1" eu-central-1 com.amazonaws.eu-central-1.kms
  check_service 'gateway endpoint s3 in main' "com.amazonaws.$REGION_US_EAST_1.s3" Gateway policy
  check_service 'interface endpoint sqs in main' "com.amazonaws.$REGION_US_EAST_1.sqs" Interface private-dns \
    "${REGION_US_EAST_1}a" "${REGION_US_EAST_1}b"
  check_service 'interface endpoint s3-inbound in main' "com.amazonaws.$REGION_US_EAST_1.s3" Interface private-dns \
    "${REGION_US_EAST_1}a"
  check_service 'interface endpoint partner in main' "com.amazonaws.vpce.$REGION_US_EAST_1.vpce-svc-0123456789abcdef0" Interface - \
    "${REGION_US_EAST_1}a"
  check_service 'Gateway Load Balancer endpoint firewall in main' "com.amazonaws.vpce.$REGION_US_EAST_1.vpce-svc-0123456789abcdef1" GatewayLoadBalancer - \
    "${REGION_US_EAST_1}a"
  check_service 'interface endpoint kms-eu-central-1 in main' com.amazonaws.eu-central-1.kms Interface private-dns \
    
  check_zones "$REGION_EU_WEST_1" "${REGION_EU_WEST_1}a"
  read_services "$REGION_EU_WEST_1" "$REGION_EU_WEST_1" "com.amazonaws.$REGION_EU_WEST_1.sqs"
  check_service 'interface endpoint sqs in recovery' "com.amazonaws.$REGION_EU_WEST_1.sqs" Interface private-dns \
    "${REGION_EU_WEST_1}a"
  finish_checks
fi

# ==== What is there already ====

read_there "$REGION_US_EAST_1" \
  vpc internet-gateway subnet elastic-ip natgateway route-table security-group vpc-endpoint vpn-gateway network-acl resolver-endpoint transit-gateway transit-gateway-attachment vpc-peering-connection customer-gateway vpn-connection hosted-zone egress-only-internet-gateway profile load-balancer target-group vpc-endpoint-service
read_states "$REGION_US_EAST_1"
read_there "$REGION_EU_WEST_1" \
  vpc internet-gateway subnet elastic-ip natgateway route-table security-group vpc-endpoint
read_states "$REGION_EU_WEST_1"

# ==== VPC main, us-east-1 ====

# VPC main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpc_main=$(existing vpc vpc-1 'VPC main'); then
  vpc_main=$(create 'VPC main' \
    aws ec2 create-vpc \
      --region "$REGION_US_EAST_1" \
      --cidr-block 10.0.0.0/16 \
      --amazon-provided-ipv6-cidr-block \
      --tag-specifications "$(tags vpc vpc-1 7108ac034f5efafc "$tags")" \
      --query Vpc.VpcId)
fi
ipv6_vpc_main=$(give_ipv6_block 'VPC main' "$REGION_US_EAST_1" "$vpc_main")
set_vpc_attribute 'VPC main' "$REGION_US_EAST_1" "$vpc_main" --enable-dns-support enableDnsSupport true
set_vpc_attribute 'VPC main' "$REGION_US_EAST_1" "$vpc_main" --enable-dns-hostnames enableDnsHostnames true
update 'VPC main' "$REGION_US_EAST_1" "$vpc_main" 7108ac034f5efafc "$tags"

# VPC CIDR block n10-1-0-0-24 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has vpc "$vpc_main" 10.1.0.0/24; then
  change 'VPC CIDR block n10-1-0-0-24 in main' \
    aws ec2 associate-vpc-cidr-block \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --cidr-block 10.1.0.0/24
fi

# Internet gateway main in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! igw_main_main=$(existing internet-gateway igw-3 'internet gateway main in main'); then
  igw_main_main=$(create 'internet gateway main in main' \
    aws ec2 create-internet-gateway \
      --region "$REGION_US_EAST_1" \
      --tag-specifications "$(tags internet-gateway igw-3 7108ac034f5efafc "$tags")" \
      --query InternetGateway.InternetGatewayId)
fi
if ! has internet-gateway "$igw_main_main" "$vpc_main"; then
  change 'internet gateway main in main, attached' \
    aws ec2 attach-internet-gateway \
      --region "$REGION_US_EAST_1" \
      --internet-gateway-id "$igw_main_main" \
      --vpc-id "$vpc_main"
fi
update 'internet gateway main in main' "$REGION_US_EAST_1" "$igw_main_main" 7108ac034f5efafc "$tags"

# Subnet public-a in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! subnet_main_public_a=$(existing subnet subnet-4 'subnet public-a in main'); then
  subnet_main_public_a=$(create 'subnet public-a in main' \
    aws ec2 create-subnet \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --cidr-block 10.0.0.0/24 \
      --ipv6-cidr-block "$(ipv6_block "$ipv6_vpc_main" 0)" \
      --availability-zone "${REGION_US_EAST_1}a" \
      --tag-specifications "$(tags subnet subnet-4 7108ac034f5efafc "$tags")" \
      --query Subnet.SubnetId)
fi
give_subnet_ipv6_block 'subnet public-a in main' "$REGION_US_EAST_1" "$subnet_main_public_a" "$(ipv6_block "$ipv6_vpc_main" 0)" true
if ! has subnet "$subnet_main_public_a" true; then
  change 'subnet public-a in main, public addresses on launch' \
    aws ec2 modify-subnet-attribute \
      --region "$REGION_US_EAST_1" \
      --subnet-id "$subnet_main_public_a" \
      --map-public-ip-on-launch
fi
update 'subnet public-a in main' "$REGION_US_EAST_1" "$subnet_main_public_a" 7108ac034f5efafc "$tags"

# Subnet private-a in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"Tier","Value":"app"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! subnet_main_private_a=$(existing subnet subnet-5 'subnet private-a in main'); then
  subnet_main_private_a=$(create 'subnet private-a in main' \
    aws ec2 create-subnet \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --cidr-block 10.0.10.0/24 \
      --ipv6-cidr-block "$(ipv6_block "$ipv6_vpc_main" 18)" \
      --availability-zone "${REGION_US_EAST_1}a" \
      --tag-specifications "$(tags subnet subnet-5 0ae85d59187ca1dd "$tags")" \
      --query Subnet.SubnetId)
fi
give_subnet_ipv6_block 'subnet private-a in main' "$REGION_US_EAST_1" "$subnet_main_private_a" "$(ipv6_block "$ipv6_vpc_main" 18)" true
update 'subnet private-a in main' "$REGION_US_EAST_1" "$subnet_main_private_a" 0ae85d59187ca1dd "$tags"

# Subnet private-b in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! subnet_main_private_b=$(existing subnet subnet-6 'subnet private-b in main'); then
  subnet_main_private_b=$(create 'subnet private-b in main' \
    aws ec2 create-subnet \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --cidr-block 10.0.11.0/24 \
      --availability-zone "${REGION_US_EAST_1}b" \
      --tag-specifications "$(tags subnet subnet-6 7108ac034f5efafc "$tags")" \
      --query Subnet.SubnetId)
fi
update 'subnet private-b in main' "$REGION_US_EAST_1" "$subnet_main_private_b" 7108ac034f5efafc "$tags"

# Subnet overflow-b in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! subnet_main_overflow_b=$(existing subnet subnet-7 'subnet overflow-b in main'); then
  subnet_main_overflow_b=$(create 'subnet overflow-b in main' \
    aws ec2 create-subnet \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --cidr-block 10.1.0.0/26 \
      --availability-zone "${REGION_US_EAST_1}b" \
      --tag-specifications "$(tags subnet subnet-7 7108ac034f5efafc "$tags")" \
      --query Subnet.SubnetId)
fi
update 'subnet overflow-b in main' "$REGION_US_EAST_1" "$subnet_main_overflow_b" 7108ac034f5efafc "$tags"

# Elastic IP address nat-a in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! eip_main_nat_a=$(existing elastic-ip nat-8 'Elastic IP address nat-a in main'); then
  eip_main_nat_a=$(create 'Elastic IP address nat-a in main' \
    aws ec2 allocate-address \
      --region "$REGION_US_EAST_1" \
      --domain vpc \
      --tag-specifications "$(tags elastic-ip nat-8 7108ac034f5efafc "$tags")" \
      --query AllocationId)
fi
update 'Elastic IP address nat-a in main' "$REGION_US_EAST_1" "$eip_main_nat_a" 7108ac034f5efafc "$tags"

# NAT gateway nat-a in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! nat_main_nat_a=$(existing natgateway nat-9 'NAT gateway nat-a in main'); then
  nat_main_nat_a=$(create 'NAT gateway nat-a in main' \
    aws ec2 create-nat-gateway \
      --region "$REGION_US_EAST_1" \
      --subnet-id "$subnet_main_public_a" \
      --allocation-id "$eip_main_nat_a" \
      --tag-specifications "$(tags natgateway nat-9 7108ac034f5efafc "$tags")" \
      --query NatGateway.NatGatewayId)
fi
update 'NAT gateway nat-a in main' "$REGION_US_EAST_1" "$nat_main_nat_a" 7108ac034f5efafc "$tags"

# Route table public in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! rtb_main_public=$(existing route-table rtb-10 'route table public in main'); then
  rtb_main_public=$(create 'route table public in main' \
    aws ec2 create-route-table \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --tag-specifications "$(tags route-table rtb-10 7108ac034f5efafc "$tags")" \
      --query RouteTable.RouteTableId)
fi
update 'route table public in main' "$REGION_US_EAST_1" "$rtb_main_public" 7108ac034f5efafc "$tags"

# Route table private in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! rtb_main_private=$(existing route-table rtb-11 'route table private in main'); then
  rtb_main_private=$(create 'route table private in main' \
    aws ec2 create-route-table \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --tag-specifications "$(tags route-table rtb-11 7108ac034f5efafc "$tags")" \
      --query RouteTable.RouteTableId)
fi
update 'route table private in main' "$REGION_US_EAST_1" "$rtb_main_private" 7108ac034f5efafc "$tags"

# Route public-default in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has route-table "$rtb_main_public" "0.0.0.0/0=$igw_main_main"; then
  change 'route public-default in main' \
    aws ec2 create-route \
      --region "$REGION_US_EAST_1" \
      --route-table-id "$rtb_main_public" \
      --destination-cidr-block 0.0.0.0/0 \
      --gateway-id "$igw_main_main"
fi

# Route private-default in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
wait_for_nat_gateways "$REGION_US_EAST_1" "$nat_main_nat_a"
if ! has route-table "$rtb_main_private" "0.0.0.0/0=$nat_main_nat_a"; then
  change 'route private-default in main' \
    aws ec2 create-route \
      --region "$REGION_US_EAST_1" \
      --route-table-id "$rtb_main_private" \
      --destination-cidr-block 0.0.0.0/0 \
      --nat-gateway-id "$nat_main_nat_a"
fi

# Route table association public-a in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
associate 'route table association public-a in main' "$REGION_US_EAST_1" "$rtb_main_public" "$subnet_main_public_a"

# Route table association private-a in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
associate 'route table association private-a in main' "$REGION_US_EAST_1" "$rtb_main_private" "$subnet_main_private_a"

# Route table association private-b in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
associate 'route table association private-b in main' "$REGION_US_EAST_1" "$rtb_main_private" "$subnet_main_private_b"

# Route table association overflow-b in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
associate 'route table association overflow-b in main' "$REGION_US_EAST_1" "$rtb_main_private" "$subnet_main_overflow_b"

# Security group app in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! sg_main_app=$(existing security-group sg-18 'security group app in main'); then
  sg_main_app=$(create 'security group app in main' \
    aws ec2 create-security-group \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --group-name "$STACK-app" \
      --description 'Application servers' \
      --tag-specifications "$(tags security-group sg-18 7108ac034f5efafc "$tags")" \
      --query GroupId)
fi
drop_default_egress 'security group app in main' "$REGION_US_EAST_1" "$sg_main_app" ipv6
update 'security group app in main' "$REGION_US_EAST_1" "$sg_main_app" 7108ac034f5efafc "$tags"

# Security group endpoints in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! sg_main_endpoints=$(existing security-group sg-19 'security group endpoints in main'); then
  sg_main_endpoints=$(create 'security group endpoints in main' \
    aws ec2 create-security-group \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --group-name "$STACK-endpoints" \
      --description 'Interface endpoints' \
      --tag-specifications "$(tags security-group sg-19 7108ac034f5efafc "$tags")" \
      --query GroupId)
fi
drop_default_egress 'security group endpoints in main' "$REGION_US_EAST_1" "$sg_main_endpoints" ipv6
update 'security group endpoints in main' "$REGION_US_EAST_1" "$sg_main_endpoints" 7108ac034f5efafc "$tags"

# Prefix list s3
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
pl_us_east_1_s3=$(look_up 'prefix list s3' \
  aws ec2 describe-managed-prefix-lists \
    --region "$REGION_US_EAST_1" \
    --filters "Name=prefix-list-name,Values=com.amazonaws.$REGION_US_EAST_1.s3" \
    --query 'PrefixLists[0].PrefixListId')

# Gateway endpoint s3 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_main_s3=$(existing vpc-endpoint endpoint-21 'gateway endpoint s3 in main'); then
  vpce_main_s3=$(create 'gateway endpoint s3 in main' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --service-name "com.amazonaws.$REGION_US_EAST_1.s3" \
      --vpc-endpoint-type Gateway \
      --route-table-ids "$rtb_main_private" \
      --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"a\"b'\''c`d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::shop-*/*","Condition":{"StringEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}}}],"a\"b'\''c`d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?":[null,true,1.5,"a\"b'\''c`d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"]}' \
      --tag-specifications "$(tags vpc-endpoint endpoint-21 4f4c9fea3fe40c22 "$tags")" \
      --client-token "endpoint-21-b0096ea6d772003d-$vpc_main" \
      --query VpcEndpoint.VpcEndpointId)
fi
extend_endpoint 'gateway endpoint s3 in main' "$REGION_US_EAST_1" "$vpce_main_s3" --add-route-table-ids \
  "$rtb_main_private"
update 'gateway endpoint s3 in main' "$REGION_US_EAST_1" "$vpce_main_s3" 4f4c9fea3fe40c22 "$tags" \
  aws ec2 modify-vpc-endpoint \
    --region "$REGION_US_EAST_1" \
    --vpc-endpoint-id "$vpce_main_s3" \
    --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"a\"b'\''c`d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::shop-*/*","Condition":{"StringEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}}}],"a\"b'\''c`d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?":[null,true,1.5,"a\"b'\''c`d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"]}'

# Interface endpoint sqs in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_main_sqs=$(existing vpc-endpoint endpoint-22 'interface endpoint sqs in main'); then
  vpce_main_sqs=$(create 'interface endpoint sqs in main' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --service-name "com.amazonaws.$REGION_US_EAST_1.sqs" \
      --vpc-endpoint-type Interface \
      --subnet-ids "$subnet_main_private_a" "$subnet_main_private_b" \
      --security-group-ids "$sg_main_endpoints" \
      --private-dns-enabled \
      --ip-address-type ipv4 \
      --tag-specifications "$(tags vpc-endpoint endpoint-22 74cbdd9670347b27 "$tags")" \
      --client-token "endpoint-22-1b67790e8fdf7109-$vpc_main" \
      --query VpcEndpoint.VpcEndpointId)
fi
extend_endpoint 'interface endpoint sqs in main' "$REGION_US_EAST_1" "$vpce_main_sqs" --add-subnet-ids \
  "$subnet_main_private_a" "$subnet_main_private_b"
extend_endpoint 'interface endpoint sqs in main' "$REGION_US_EAST_1" "$vpce_main_sqs" --add-security-group-ids \
  "$sg_main_endpoints"
update 'interface endpoint sqs in main' "$REGION_US_EAST_1" "$vpce_main_sqs" 74cbdd9670347b27 "$tags" \
  aws ec2 modify-vpc-endpoint \
    --region "$REGION_US_EAST_1" \
    --vpc-endpoint-id "$vpce_main_sqs" \
    --reset-policy \
    --private-dns-enabled \
    --ip-address-type ipv4

# Interface endpoint s3-inbound in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_main_s3_inbound=$(existing vpc-endpoint endpoint-23 'interface endpoint s3-inbound in main'); then
  vpce_main_s3_inbound=$(create 'interface endpoint s3-inbound in main' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --service-name "com.amazonaws.$REGION_US_EAST_1.s3" \
      --vpc-endpoint-type Interface \
      --subnet-ids "$subnet_main_private_a" \
      --security-group-ids "$sg_main_endpoints" \
      --private-dns-enabled \
      --ip-address-type dualstack \
      --dns-options '{"DnsRecordIpType":"service-defined","PrivateDnsOnlyForInboundResolverEndpoint":true}' \
      --tag-specifications "$(tags vpc-endpoint endpoint-23 420b71f3664cf253 "$tags")" \
      --client-token "endpoint-23-8fc30f61f0f1c3b5-$vpc_main" \
      --query VpcEndpoint.VpcEndpointId)
fi
extend_endpoint 'interface endpoint s3-inbound in main' "$REGION_US_EAST_1" "$vpce_main_s3_inbound" --add-subnet-ids \
  "$subnet_main_private_a"
extend_endpoint 'interface endpoint s3-inbound in main' "$REGION_US_EAST_1" "$vpce_main_s3_inbound" --add-security-group-ids \
  "$sg_main_endpoints"
update 'interface endpoint s3-inbound in main' "$REGION_US_EAST_1" "$vpce_main_s3_inbound" 420b71f3664cf253 "$tags" \
  aws ec2 modify-vpc-endpoint \
    --region "$REGION_US_EAST_1" \
    --vpc-endpoint-id "$vpce_main_s3_inbound" \
    --reset-policy \
    --private-dns-enabled \
    --ip-address-type dualstack \
    --dns-options '{"DnsRecordIpType":"service-defined","PrivateDnsOnlyForInboundResolverEndpoint":true}'

# Interface endpoint partner in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_main_partner=$(existing vpc-endpoint endpoint-24 'interface endpoint partner in main'); then
  vpce_main_partner=$(create 'interface endpoint partner in main' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --service-name "com.amazonaws.vpce.$REGION_US_EAST_1.vpce-svc-0123456789abcdef0" \
      --vpc-endpoint-type Interface \
      --subnet-ids "$subnet_main_private_a" \
      --security-group-ids "$sg_main_endpoints" \
      --no-private-dns-enabled \
      --tag-specifications "$(tags vpc-endpoint endpoint-24 62d2b1da01414a83 "$tags")" \
      --client-token "endpoint-24-20892156a82556fc-$vpc_main" \
      --query VpcEndpoint.VpcEndpointId)
fi
extend_endpoint 'interface endpoint partner in main' "$REGION_US_EAST_1" "$vpce_main_partner" --add-subnet-ids \
  "$subnet_main_private_a"
extend_endpoint 'interface endpoint partner in main' "$REGION_US_EAST_1" "$vpce_main_partner" --add-security-group-ids \
  "$sg_main_endpoints"
accept_endpoint 'interface endpoint partner in main' "$REGION_US_EAST_1" vpce-svc-0123456789abcdef0 "$vpce_main_partner" "$REGION_US_EAST_1"
update 'interface endpoint partner in main' "$REGION_US_EAST_1" "$vpce_main_partner" 62d2b1da01414a83 "$tags" \
  aws ec2 modify-vpc-endpoint \
    --region "$REGION_US_EAST_1" \
    --vpc-endpoint-id "$vpce_main_partner" \
    --reset-policy \
    --no-private-dns-enabled

# Security group rule app-egress-endpoints in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! allows "$sg_main_app" egress tcp 443 443 "$sg_main_endpoints"; then
  create 'security group rule app-egress-endpoints in main' \
    aws ec2 authorize-security-group-egress \
      --region "$REGION_US_EAST_1" \
      --group-id "$sg_main_app" \
      --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"UserIdGroupPairs":[{"GroupId":"'"$sg_main_endpoints"'","Description":"HTTPS to endpoints"}]}]' \
      --tag-specifications "$(tags security-group-rule sg-25 0aedbf1fc3541251 "$tags")" \
      --query 'SecurityGroupRules[0].SecurityGroupRuleId' >/dev/null
fi
update_rule 'security group rule app-egress-endpoints in main' "$REGION_US_EAST_1" 0aedbf1fc3541251 "$tags" \
  aws ec2 update-security-group-rule-descriptions-egress \
    --region "$REGION_US_EAST_1" \
    --group-id "$sg_main_app" \
    --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"UserIdGroupPairs":[{"GroupId":"'"$sg_main_endpoints"'","Description":"HTTPS to endpoints"}]}]'

# Security group rule app-egress-s3 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! allows "$sg_main_app" egress tcp 443 443 "$pl_us_east_1_s3"; then
  create 'security group rule app-egress-s3 in main' \
    aws ec2 authorize-security-group-egress \
      --region "$REGION_US_EAST_1" \
      --group-id "$sg_main_app" \
      --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"PrefixListIds":[{"PrefixListId":"'"$pl_us_east_1_s3"'","Description":"HTTPS to S3"}]}]' \
      --tag-specifications "$(tags security-group-rule sg-26 1670620168e5cadf "$tags")" \
      --query 'SecurityGroupRules[0].SecurityGroupRuleId' >/dev/null
fi
update_rule 'security group rule app-egress-s3 in main' "$REGION_US_EAST_1" 1670620168e5cadf "$tags" \
  aws ec2 update-security-group-rule-descriptions-egress \
    --region "$REGION_US_EAST_1" \
    --group-id "$sg_main_app" \
    --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"PrefixListIds":[{"PrefixListId":"'"$pl_us_east_1_s3"'","Description":"HTTPS to S3"}]}]'

# Security group rule endpoints-ingress-vpc in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! allows "$sg_main_endpoints" ingress tcp 443 443 10.0.0.0/16; then
  create 'security group rule endpoints-ingress-vpc in main' \
    aws ec2 authorize-security-group-ingress \
      --region "$REGION_US_EAST_1" \
      --group-id "$sg_main_endpoints" \
      --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"10.0.0.0/16","Description":"HTTPS from the VPC"}]}]' \
      --tag-specifications "$(tags security-group-rule sg-27 043560793eb1d2af "$tags")" \
      --query 'SecurityGroupRules[0].SecurityGroupRuleId' >/dev/null
fi
update_rule 'security group rule endpoints-ingress-vpc in main' "$REGION_US_EAST_1" 043560793eb1d2af "$tags" \
  aws ec2 update-security-group-rule-descriptions-ingress \
    --region "$REGION_US_EAST_1" \
    --group-id "$sg_main_endpoints" \
    --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"10.0.0.0/16","Description":"HTTPS from the VPC"}]}]'

# Security group rule endpoints-ingress-app in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! allows "$sg_main_endpoints" ingress tcp 443 443 "$sg_main_app"; then
  create 'security group rule endpoints-ingress-app in main' \
    aws ec2 authorize-security-group-ingress \
      --region "$REGION_US_EAST_1" \
      --group-id "$sg_main_endpoints" \
      --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"UserIdGroupPairs":[{"GroupId":"'"$sg_main_app"'"}]}]' \
      --tag-specifications "$(tags security-group-rule sg-28 628312a21ae3c5f5 "$tags")" \
      --query 'SecurityGroupRules[0].SecurityGroupRuleId' >/dev/null
fi
update_rule 'security group rule endpoints-ingress-app in main' "$REGION_US_EAST_1" 628312a21ae3c5f5 "$tags" \
  aws ec2 update-security-group-rule-descriptions-ingress \
    --region "$REGION_US_EAST_1" \
    --group-id "$sg_main_endpoints" \
    --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"UserIdGroupPairs":[{"GroupId":"'"$sg_main_app"'"}]}]'

# Security group rule app-egress-all in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! allows "$sg_main_app" egress -1 -1 -1 0.0.0.0/0; then
  create 'security group rule app-egress-all in main' \
    aws ec2 authorize-security-group-egress \
      --region "$REGION_US_EAST_1" \
      --group-id "$sg_main_app" \
      --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0","Description":"Everything else"}]}]' \
      --tag-specifications "$(tags security-group-rule sg-29 c670ece417132ce3 "$tags")" \
      --query 'SecurityGroupRules[0].SecurityGroupRuleId' >/dev/null
fi
update_rule 'security group rule app-egress-all in main' "$REGION_US_EAST_1" c670ece417132ce3 "$tags" \
  aws ec2 update-security-group-rule-descriptions-egress \
    --region "$REGION_US_EAST_1" \
    --group-id "$sg_main_app" \
    --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0","Description":"Everything else"}]}]'

# ==== VPC recovery, eu-west-1 ====

# VPC recovery
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpc_recovery=$(existing vpc vpc-30 'VPC recovery'); then
  vpc_recovery=$(create 'VPC recovery' \
    aws ec2 create-vpc \
      --region "$REGION_EU_WEST_1" \
      --cidr-block 10.20.0.0/16 \
      --tag-specifications "$(tags vpc vpc-30 7108ac034f5efafc "$tags")" \
      --query Vpc.VpcId)
fi
set_vpc_attribute 'VPC recovery' "$REGION_EU_WEST_1" "$vpc_recovery" --enable-dns-support enableDnsSupport true
set_vpc_attribute 'VPC recovery' "$REGION_EU_WEST_1" "$vpc_recovery" --enable-dns-hostnames enableDnsHostnames true
update 'VPC recovery' "$REGION_EU_WEST_1" "$vpc_recovery" 7108ac034f5efafc "$tags"

# Subnet private-a in recovery
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! subnet_recovery_private_a=$(existing subnet subnet-31 'subnet private-a in recovery'); then
  subnet_recovery_private_a=$(create 'subnet private-a in recovery' \
    aws ec2 create-subnet \
      --region "$REGION_EU_WEST_1" \
      --vpc-id "$vpc_recovery" \
      --cidr-block 10.20.10.0/24 \
      --availability-zone "${REGION_EU_WEST_1}a" \
      --tag-specifications "$(tags subnet subnet-31 7108ac034f5efafc "$tags")" \
      --query Subnet.SubnetId)
fi
update 'subnet private-a in recovery' "$REGION_EU_WEST_1" "$subnet_recovery_private_a" 7108ac034f5efafc "$tags"

# Route table private in recovery
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! rtb_recovery_private=$(existing route-table rtb-32 'route table private in recovery'); then
  rtb_recovery_private=$(create 'route table private in recovery' \
    aws ec2 create-route-table \
      --region "$REGION_EU_WEST_1" \
      --vpc-id "$vpc_recovery" \
      --tag-specifications "$(tags route-table rtb-32 7108ac034f5efafc "$tags")" \
      --query RouteTable.RouteTableId)
fi
update 'route table private in recovery' "$REGION_EU_WEST_1" "$rtb_recovery_private" 7108ac034f5efafc "$tags"

# Route table association private-a in recovery
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
associate 'route table association private-a in recovery' "$REGION_EU_WEST_1" "$rtb_recovery_private" "$subnet_recovery_private_a"

# Security group endpoints in recovery
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! sg_recovery_endpoints=$(existing security-group sg-34 'security group endpoints in recovery'); then
  sg_recovery_endpoints=$(create 'security group endpoints in recovery' \
    aws ec2 create-security-group \
      --region "$REGION_EU_WEST_1" \
      --vpc-id "$vpc_recovery" \
      --group-name "$STACK-endpoints" \
      --description 'Interface endpoints' \
      --tag-specifications "$(tags security-group sg-34 7108ac034f5efafc "$tags")" \
      --query GroupId)
fi
drop_default_egress 'security group endpoints in recovery' "$REGION_EU_WEST_1" "$sg_recovery_endpoints" \
  
update 'security group endpoints in recovery' "$REGION_EU_WEST_1" "$sg_recovery_endpoints" 7108ac034f5efafc "$tags"

# Interface endpoint sqs in recovery
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_recovery_sqs=$(existing vpc-endpoint endpoint-35 'interface endpoint sqs in recovery'); then
  vpce_recovery_sqs=$(create 'interface endpoint sqs in recovery' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_EU_WEST_1" \
      --vpc-id "$vpc_recovery" \
      --service-name "com.amazonaws.$REGION_EU_WEST_1.sqs" \
      --vpc-endpoint-type Interface \
      --subnet-ids "$subnet_recovery_private_a" \
      --security-group-ids "$sg_recovery_endpoints" \
      --private-dns-enabled \
      --ip-address-type ipv4 \
      --tag-specifications "$(tags vpc-endpoint endpoint-35 74cbdd9670347b27 "$tags")" \
      --client-token "endpoint-35-456f1c84bf39bb50-$vpc_recovery" \
      --query VpcEndpoint.VpcEndpointId)
fi
extend_endpoint 'interface endpoint sqs in recovery' "$REGION_EU_WEST_1" "$vpce_recovery_sqs" --add-subnet-ids \
  "$subnet_recovery_private_a"
extend_endpoint 'interface endpoint sqs in recovery' "$REGION_EU_WEST_1" "$vpce_recovery_sqs" --add-security-group-ids \
  "$sg_recovery_endpoints"
update 'interface endpoint sqs in recovery' "$REGION_EU_WEST_1" "$vpce_recovery_sqs" 74cbdd9670347b27 "$tags" \
  aws ec2 modify-vpc-endpoint \
    --region "$REGION_EU_WEST_1" \
    --vpc-endpoint-id "$vpce_recovery_sqs" \
    --reset-policy \
    --private-dns-enabled \
    --ip-address-type ipv4

# Security group rule endpoints-ingress-vpc in recovery
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! allows "$sg_recovery_endpoints" ingress tcp 443 443 10.20.0.0/16; then
  create 'security group rule endpoints-ingress-vpc in recovery' \
    aws ec2 authorize-security-group-ingress \
      --region "$REGION_EU_WEST_1" \
      --group-id "$sg_recovery_endpoints" \
      --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"10.20.0.0/16","Description":"HTTPS from the VPC"}]}]' \
      --tag-specifications "$(tags security-group-rule sg-36 d3d744f4e5097247 "$tags")" \
      --query 'SecurityGroupRules[0].SecurityGroupRuleId' >/dev/null
fi
update_rule 'security group rule endpoints-ingress-vpc in recovery' "$REGION_EU_WEST_1" d3d744f4e5097247 "$tags" \
  aws ec2 update-security-group-rule-descriptions-ingress \
    --region "$REGION_EU_WEST_1" \
    --group-id "$sg_recovery_endpoints" \
    --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"10.20.0.0/16","Description":"HTTPS from the VPC"}]}]'

# ==== VPC main, us-east-1 ====

# Virtual private gateway main in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vgw_main_main=$(existing vpn-gateway vgw-37 'virtual private gateway main in main'); then
  vgw_main_main=$(create 'virtual private gateway main in main' \
    aws ec2 create-vpn-gateway \
      --region "$REGION_US_EAST_1" \
      --type ipsec.1 \
      --amazon-side-asn 65001 \
      --tag-specifications "$(tags vpn-gateway vgw-37 7108ac034f5efafc "$tags")" \
      --query VpnGateway.VpnGatewayId)
fi
if ! has vpn-gateway "$vgw_main_main" "$vpc_main"; then
  change 'virtual private gateway main in main, attached' \
    aws ec2 attach-vpn-gateway \
      --region "$REGION_US_EAST_1" \
      --vpn-gateway-id "$vgw_main_main" \
      --vpc-id "$vpc_main"
fi
wait_until 'virtual private gateway main in main' attached \
  aws ec2 describe-vpn-gateways \
    --region "$REGION_US_EAST_1" \
    --vpn-gateway-ids "$vgw_main_main" \
    --query 'VpnGateways[0].VpcAttachments[0].State' --output text
update 'virtual private gateway main in main' "$REGION_US_EAST_1" "$vgw_main_main" 7108ac034f5efafc "$tags"

# Route public-192-168-0-0-16 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has route-table "$rtb_main_public" "192.168.0.0/16=$vgw_main_main"; then
  change 'route public-192-168-0-0-16 in main' \
    aws ec2 create-route \
      --region "$REGION_US_EAST_1" \
      --route-table-id "$rtb_main_public" \
      --destination-cidr-block 192.168.0.0/16 \
      --gateway-id "$vgw_main_main"
fi

# Network ACL guard in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! acl_main_guard=$(existing network-acl acl-39 'network ACL guard in main'); then
  acl_main_guard=$(create 'network ACL guard in main' \
    aws ec2 create-network-acl \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --tag-specifications "$(tags network-acl acl-39 7108ac034f5efafc "$tags")" \
      --query NetworkAcl.NetworkAclId)
fi
update 'network ACL guard in main' "$REGION_US_EAST_1" "$acl_main_guard" 7108ac034f5efafc "$tags"

# Network ACL entry guard-in-100 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has network-acl "$acl_main_guard" false=100=allow=6=0.0.0.0/0=1024=65535; then
  change 'network ACL entry guard-in-100 in main' \
    aws ec2 create-network-acl-entry \
      --region "$REGION_US_EAST_1" \
      --network-acl-id "$acl_main_guard" \
      --ingress \
      --rule-number 100 \
      --rule-action allow \
      --protocol 6 \
      --cidr-block 0.0.0.0/0 \
      --port-range From=1024,To=65535
fi

# Network ACL entry guard-in-200 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has network-acl "$acl_main_guard" false=200=deny=-1=0.0.0.0/0=null=null; then
  change 'network ACL entry guard-in-200 in main' \
    aws ec2 create-network-acl-entry \
      --region "$REGION_US_EAST_1" \
      --network-acl-id "$acl_main_guard" \
      --ingress \
      --rule-number 200 \
      --rule-action deny \
      --protocol=-1 \
      --cidr-block 0.0.0.0/0
fi

# Network ACL entry guard-out-100 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has network-acl "$acl_main_guard" true=100=allow=-1=0.0.0.0/0=null=null; then
  change 'network ACL entry guard-out-100 in main' \
    aws ec2 create-network-acl-entry \
      --region "$REGION_US_EAST_1" \
      --network-acl-id "$acl_main_guard" \
      --egress \
      --rule-number 100 \
      --rule-action allow \
      --protocol=-1 \
      --cidr-block 0.0.0.0/0
fi

# Network ACL association private-a in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has network-acl "$acl_main_guard" "$subnet_main_private_a"; then
  use_network_acl 'network ACL association private-a in main' "$REGION_US_EAST_1" "$subnet_main_private_a" "$acl_main_guard"
fi

# Resolver inbound endpoint dns-inbound in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! rslvr_main_dns_inbound=$(existing resolver-endpoint "vpc-designer/$STACK/resolver-44/$vpc_main" 'Resolver inbound endpoint dns-inbound in main'); then
  rslvr_main_dns_inbound=$(create 'Resolver inbound endpoint dns-inbound in main' \
    aws route53resolver create-resolver-endpoint \
      --region "$REGION_US_EAST_1" \
      --creator-request-id "vpc-designer/$STACK/resolver-44/$vpc_main" \
      --direction INBOUND \
      --security-group-ids "$sg_main_app" \
      --ip-addresses "SubnetId=$subnet_main_private_a" "SubnetId=$subnet_main_private_b" \
      --tags '[{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}]' \
      --query ResolverEndpoint.Id)
fi

# Transit Gateway transit
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! tgw_us_east_1_transit=$(existing transit-gateway tgw-45 'Transit Gateway transit'); then
  tgw_us_east_1_transit=$(create 'Transit Gateway transit' \
    aws ec2 create-transit-gateway \
      --region "$REGION_US_EAST_1" \
      --options DefaultRouteTableAssociation=enable,DefaultRouteTablePropagation=enable,DnsSupport=enable \
      --tag-specifications "$(tags transit-gateway tgw-45 7108ac034f5efafc "$tags")" \
      --query TransitGateway.TransitGatewayId)
fi
wait_until 'Transit Gateway transit' available \
  aws ec2 describe-transit-gateways \
    --region "$REGION_US_EAST_1" \
    --transit-gateway-ids "$tgw_us_east_1_transit" \
    --query 'TransitGateways[0].State' --output text
update 'Transit Gateway transit' "$REGION_US_EAST_1" "$tgw_us_east_1_transit" 7108ac034f5efafc "$tags"

# Transit Gateway attachment transit-main in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! tgwattach_main_transit_main=$(existing transit-gateway-attachment tgw-attach-46 'Transit Gateway attachment transit-main in main'); then
  tgwattach_main_transit_main=$(create 'Transit Gateway attachment transit-main in main' \
    aws ec2 create-transit-gateway-vpc-attachment \
      --region "$REGION_US_EAST_1" \
      --transit-gateway-id "$tgw_us_east_1_transit" \
      --vpc-id "$vpc_main" \
      --subnet-ids "$subnet_main_private_a" "$subnet_main_private_b" \
      --options DnsSupport=enable,ApplianceModeSupport=disable \
      --tag-specifications "$(tags transit-gateway-attachment tgw-attach-46 7108ac034f5efafc "$tags")" \
      --query TransitGatewayVpcAttachment.TransitGatewayAttachmentId)
fi
wait_until 'Transit Gateway attachment transit-main in main' available \
  aws ec2 describe-transit-gateway-vpc-attachments \
    --region "$REGION_US_EAST_1" \
    --transit-gateway-attachment-ids "$tgwattach_main_transit_main" \
    --query 'TransitGatewayVpcAttachments[0].State' --output text
extend_attachment 'Transit Gateway attachment transit-main in main' "$REGION_US_EAST_1" "$tgwattach_main_transit_main" \
  "$subnet_main_private_a" "$subnet_main_private_b"
update 'Transit Gateway attachment transit-main in main' "$REGION_US_EAST_1" "$tgwattach_main_transit_main" 7108ac034f5efafc "$tags"

# VPC peering connection main-recovery in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! pcx_main_main_recovery=$(existing vpc-peering-connection pcx-47 'VPC peering connection main-recovery in main'); then
  pcx_main_main_recovery=$(create 'VPC peering connection main-recovery in main' \
    aws ec2 create-vpc-peering-connection \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --peer-vpc-id "$vpc_recovery" \
      --peer-region "$REGION_EU_WEST_1" \
      --tag-specifications "$(tags vpc-peering-connection pcx-47 7108ac034f5efafc "$tags")" \
      --query VpcPeeringConnection.VpcPeeringConnectionId)
fi
update 'VPC peering connection main-recovery in main' "$REGION_US_EAST_1" "$pcx_main_main_recovery" 7108ac034f5efafc "$tags"

# ==== VPC recovery, eu-west-1 ====

# VPC peering accepter main-recovery in recovery
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
accept_peering 'VPC peering accepter main-recovery in recovery' "$REGION_EU_WEST_1" "$pcx_main_main_recovery" \
  '[{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}]'
set_peering_dns 'VPC peering accepter main-recovery in recovery' "$REGION_US_EAST_1" "$pcx_main_main_recovery" requester true
set_peering_dns 'VPC peering accepter main-recovery in recovery' "$REGION_EU_WEST_1" "$pcx_main_main_recovery" accepter false

# Route private-10-0-0-0-16 in recovery
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has route-table "$rtb_recovery_private" "10.0.0.0/16=$pcx_main_main_recovery"; then
  change 'route private-10-0-0-0-16 in recovery' \
    aws ec2 create-route \
      --region "$REGION_EU_WEST_1" \
      --route-table-id "$rtb_recovery_private" \
      --destination-cidr-block 10.0.0.0/16 \
      --vpc-peering-connection-id "$pcx_main_main_recovery"
fi

# ==== VPC main, us-east-1 ====

# Route public-10-20-0-0-16 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has route-table "$rtb_main_public" "10.20.0.0/16=$pcx_main_main_recovery"; then
  change 'route public-10-20-0-0-16 in main' \
    aws ec2 create-route \
      --region "$REGION_US_EAST_1" \
      --route-table-id "$rtb_main_public" \
      --destination-cidr-block 10.20.0.0/16 \
      --vpc-peering-connection-id "$pcx_main_main_recovery"
fi

# Route public-10-30-0-0-16 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has route-table "$rtb_main_public" "10.30.0.0/16=$tgw_us_east_1_transit"; then
  change 'route public-10-30-0-0-16 in main' \
    aws ec2 create-route \
      --region "$REGION_US_EAST_1" \
      --route-table-id "$rtb_main_public" \
      --destination-cidr-block 10.30.0.0/16 \
      --transit-gateway-id "$tgw_us_east_1_transit"
fi

# Customer gateway office
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! cgw_us_east_1_office=$(existing customer-gateway on-premises-52 'customer gateway office'); then
  cgw_us_east_1_office=$(create 'customer gateway office' \
    aws ec2 create-customer-gateway \
      --region "$REGION_US_EAST_1" \
      --type ipsec.1 \
      --bgp-asn 65000 \
      --ip-address 203.0.113.10 \
      --tag-specifications "$(tags customer-gateway on-premises-52 7108ac034f5efafc "$tags")" \
      --query CustomerGateway.CustomerGatewayId)
fi
update 'customer gateway office' "$REGION_US_EAST_1" "$cgw_us_east_1_office" 7108ac034f5efafc "$tags"

# VPN connection office-to-main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpn_us_east_1_office_to_main=$(existing vpn-connection on-premises-53 'VPN connection office-to-main'); then
  vpn_us_east_1_office_to_main=$(create 'VPN connection office-to-main' \
    aws ec2 create-vpn-connection \
      --region "$REGION_US_EAST_1" \
      --type ipsec.1 \
      --customer-gateway-id "$cgw_us_east_1_office" \
      --vpn-gateway-id "$vgw_main_main" \
      --tag-specifications "$(tags vpn-connection on-premises-53 7108ac034f5efafc "$tags")" \
      --query VpnConnection.VpnConnectionId)
fi
update 'VPN connection office-to-main' "$REGION_US_EAST_1" "$vpn_us_east_1_office_to_main" 7108ac034f5efafc "$tags"

# VPN connection office-to-transit
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpn_us_east_1_office_to_transit=$(existing vpn-connection on-premises-54 'VPN connection office-to-transit'); then
  vpn_us_east_1_office_to_transit=$(create 'VPN connection office-to-transit' \
    aws ec2 create-vpn-connection \
      --region "$REGION_US_EAST_1" \
      --type ipsec.1 \
      --customer-gateway-id "$cgw_us_east_1_office" \
      --transit-gateway-id "$tgw_us_east_1_transit" \
      --tag-specifications "$(tags vpn-connection on-premises-54 7108ac034f5efafc "$tags")" \
      --query VpnConnection.VpnConnectionId)
fi
update 'VPN connection office-to-transit' "$REGION_US_EAST_1" "$vpn_us_east_1_office_to_transit" 7108ac034f5efafc "$tags"

# Private hosted zone sqs-us-east-1-amazonaws-com
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! zone_us_east_1_sqs_us_east_1_amazonaws_com=$(existing hosted-zone "vpc-designer/$STACK/hosted-zone-55" 'private hosted zone sqs-us-east-1-amazonaws-com'); then
  zone_us_east_1_sqs_us_east_1_amazonaws_com=$(create 'private hosted zone sqs-us-east-1-amazonaws-com' \
    aws route53 create-hosted-zone \
      --region "$REGION_US_EAST_1" \
      --name sqs.us-east-1.amazonaws.com \
      --vpc "VPCRegion=$REGION_US_EAST_1,VPCId=$vpc_main" \
      --caller-reference "hosted-zone-55-$vpc_main" \
      --hosted-zone-config "PrivateZone=true,Comment=vpc-designer/$STACK/hosted-zone-55" \
      --query HostedZone.Id)
  change 'private hosted zone sqs-us-east-1-amazonaws-com, tags' \
    aws route53 change-tags-for-resource \
      --region "$REGION_US_EAST_1" \
      --resource-type hostedzone \
      --resource-id "${zone_us_east_1_sqs_us_east_1_amazonaws_com#/hostedzone/}" \
      --add-tags '[{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"},{"Key":"vpc-designer:state","Value":"7108ac034f5efafc"}]'
fi
update_zone 'private hosted zone sqs-us-east-1-amazonaws-com' "$REGION_US_EAST_1" "$zone_us_east_1_sqs_us_east_1_amazonaws_com" 7108ac034f5efafc '{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}' \
  aws route53 change-tags-for-resource \
    --region "$REGION_US_EAST_1" \
    --resource-type hostedzone \
    --resource-id "${zone_us_east_1_sqs_us_east_1_amazonaws_com#/hostedzone/}" \
    --add-tags '[{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"},{"Key":"vpc-designer:state","Value":"7108ac034f5efafc"}]'
associate_zone 'private hosted zone sqs-us-east-1-amazonaws-com' "$REGION_US_EAST_1" "$zone_us_east_1_sqs_us_east_1_amazonaws_com" "$vpc_main" "$REGION_US_EAST_1"
associate_zone 'private hosted zone sqs-us-east-1-amazonaws-com' "$REGION_US_EAST_1" "$zone_us_east_1_sqs_us_east_1_amazonaws_com" "$vpc_recovery" "$REGION_EU_WEST_1"

# DNS record sqs-us-east-1-amazonaws-com
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! answers "$REGION_US_EAST_1" "$zone_us_east_1_sqs_us_east_1_amazonaws_com" sqs.us-east-1.amazonaws.com A "$(aws ec2 describe-vpc-endpoints --region "$REGION_US_EAST_1" --vpc-endpoint-ids "$vpce_main_sqs" --query 'VpcEndpoints[0].DnsEntries[0].DnsName' --output text)"; then
  change 'DNS record sqs-us-east-1-amazonaws-com' \
    aws route53 change-resource-record-sets \
      --region "$REGION_US_EAST_1" \
      --hosted-zone-id "$zone_us_east_1_sqs_us_east_1_amazonaws_com" \
      --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"sqs.us-east-1.amazonaws.com","Type":"A","AliasTarget":{"HostedZoneId":"'"$(aws ec2 describe-vpc-endpoints --region "$REGION_US_EAST_1" --vpc-endpoint-ids "$vpce_main_sqs" --query 'VpcEndpoints[0].DnsEntries[0].HostedZoneId' --output text)"'","DNSName":"'"$(aws ec2 describe-vpc-endpoints --region "$REGION_US_EAST_1" --vpc-endpoint-ids "$vpce_main_sqs" --query 'VpcEndpoints[0].DnsEntries[0].DnsName' --output text)"'","EvaluateTargetHealth":false}}}]}' \
      --query ChangeInfo.Status
fi

# DNS record db
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! answers "$REGION_US_EAST_1" "$zone_us_east_1_sqs_us_east_1_amazonaws_com" db.sqs.us-east-1.amazonaws.com A 10.0.0.5,10.0.0.6; then
  change 'DNS record db' \
    aws route53 change-resource-record-sets \
      --region "$REGION_US_EAST_1" \
      --hosted-zone-id "$zone_us_east_1_sqs_us_east_1_amazonaws_com" \
      --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"db.sqs.us-east-1.amazonaws.com","Type":"A","TTL":300,"ResourceRecords":[{"Value":"10.0.0.5"},{"Value":"10.0.0.6"}]}}]}' \
      --query ChangeInfo.Status
fi

# DNS record all
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! answers "$REGION_US_EAST_1" "$zone_us_east_1_sqs_us_east_1_amazonaws_com" '*.sqs.us-east-1.amazonaws.com' CNAME queue.example.com; then
  change 'DNS record all' \
    aws route53 change-resource-record-sets \
      --region "$REGION_US_EAST_1" \
      --hosted-zone-id "$zone_us_east_1_sqs_us_east_1_amazonaws_com" \
      --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"*.sqs.us-east-1.amazonaws.com","Type":"CNAME","TTL":300,"ResourceRecords":[{"Value":"queue.example.com"}]}}]}' \
      --query ChangeInfo.Status
fi

# Egress-only internet gateway main in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! eigw_main_main=$(existing egress-only-internet-gateway vpc-59 'egress-only internet gateway main in main'); then
  eigw_main_main=$(create 'egress-only internet gateway main in main' \
    aws ec2 create-egress-only-internet-gateway \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --tag-specifications "$(tags egress-only-internet-gateway vpc-59 7108ac034f5efafc "$tags")" \
      --query EgressOnlyInternetGateway.EgressOnlyInternetGatewayId)
fi
update 'egress-only internet gateway main in main' "$REGION_US_EAST_1" "$eigw_main_main" 7108ac034f5efafc "$tags"

# IPv6 route public-default in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has route-table "$rtb_main_public" "::/0=$igw_main_main"; then
  change 'IPv6 route public-default in main' \
    aws ec2 create-route \
      --region "$REGION_US_EAST_1" \
      --route-table-id "$rtb_main_public" \
      --destination-ipv6-cidr-block ::/0 \
      --gateway-id "$igw_main_main"
fi

# IPv6 route public-2001-db8-32 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has route-table "$rtb_main_public" "2001:db8::/32=$eigw_main_main"; then
  change 'IPv6 route public-2001-db8-32 in main' \
    aws ec2 create-route \
      --region "$REGION_US_EAST_1" \
      --route-table-id "$rtb_main_public" \
      --destination-ipv6-cidr-block 2001:db8::/32 \
      --egress-only-internet-gateway-id "$eigw_main_main"
fi

# Security group rule endpoints-ingress-ipv6 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! allows "$sg_main_app" ingress tcp 443 443 ::/0; then
  create 'security group rule endpoints-ingress-ipv6 in main' \
    aws ec2 authorize-security-group-ingress \
      --region "$REGION_US_EAST_1" \
      --group-id "$sg_main_app" \
      --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"Ipv6Ranges":[{"CidrIpv6":"::/0","Description":"HTTPS over IPv6"}]}]' \
      --tag-specifications "$(tags security-group-rule sg-62 513bcc758856469d "$tags")" \
      --query 'SecurityGroupRules[0].SecurityGroupRuleId' >/dev/null
fi
update_rule 'security group rule endpoints-ingress-ipv6 in main' "$REGION_US_EAST_1" 513bcc758856469d "$tags" \
  aws ec2 update-security-group-rule-descriptions-ingress \
    --region "$REGION_US_EAST_1" \
    --group-id "$sg_main_app" \
    --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"Ipv6Ranges":[{"CidrIpv6":"::/0","Description":"HTTPS over IPv6"}]}]'

# Network ACL entry guard-in-110 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has network-acl "$acl_main_guard" false=110=allow=-1=::/0=null=null; then
  change 'network ACL entry guard-in-110 in main' \
    aws ec2 create-network-acl-entry \
      --region "$REGION_US_EAST_1" \
      --network-acl-id "$acl_main_guard" \
      --ingress \
      --rule-number 110 \
      --rule-action allow \
      --protocol=-1 \
      --ipv6-cidr-block ::/0
fi

# Route 53 Profile names
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! rp_us_east_1_names=$(existing profile "$short-64" 'Route 53 Profile names'); then
  rp_us_east_1_names=$(create 'Route 53 Profile names' \
    aws route53profiles create-profile \
      --region "$REGION_US_EAST_1" \
      --name "$short-64" \
      --tags '[{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}]' \
      --query Profile.Id)
fi
wait_until 'Route 53 Profile names' COMPLETE \
  aws route53profiles get-profile \
    --region "$REGION_US_EAST_1" \
    --profile-id "$rp_us_east_1_names" \
    --query Profile.Status --output text

# Resource of a Route 53 Profile names-sqs-us-east-1-amazonaws-com
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has profile "$rp_us_east_1_names" "arn:aws:route53:::hostedzone/${zone_us_east_1_sqs_us_east_1_amazonaws_com#/hostedzone/}"; then
  change 'resource of a Route 53 Profile names-sqs-us-east-1-amazonaws-com' \
    aws route53profiles associate-resource-to-profile \
      --region "$REGION_US_EAST_1" \
      --name names-sqs-us-east-1-amazonaws-com \
      --profile-id "$rp_us_east_1_names" \
      --resource-arn "arn:aws:route53:::hostedzone/${zone_us_east_1_sqs_us_east_1_amazonaws_com#/hostedzone/}" \
      --query ProfileResourceAssociation.Id
fi

# Resource of a Route 53 Profile names-sqs
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has profile "$rp_us_east_1_names" "arn:aws:ec2:$REGION_US_EAST_1:$(aws sts get-caller-identity --region "$REGION_US_EAST_1" --query Account --output text):vpc-endpoint/$vpce_main_sqs"; then
  change 'resource of a Route 53 Profile names-sqs' \
    aws route53profiles associate-resource-to-profile \
      --region "$REGION_US_EAST_1" \
      --name names-sqs \
      --profile-id "$rp_us_east_1_names" \
      --resource-arn "arn:aws:ec2:$REGION_US_EAST_1:$(aws sts get-caller-identity --region "$REGION_US_EAST_1" --query Account --output text):vpc-endpoint/$vpce_main_sqs" \
      --query ProfileResourceAssociation.Id
fi

# Association of a Route 53 Profile names-main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! has profile "$rp_us_east_1_names" "$vpc_main"; then
  change 'association of a Route 53 Profile names-main' \
    aws route53profiles associate-profile \
      --region "$REGION_US_EAST_1" \
      --name names-main \
      --profile-id "$rp_us_east_1_names" \
      --resource-id "$vpc_main" \
      --query ProfileAssociation.Id
fi

# Network Load Balancer orders in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! nlb_main_orders=$(existing load-balancer "$short-68" 'Network Load Balancer orders in main'); then
  nlb_main_orders=$(create 'Network Load Balancer orders in main' \
    aws elbv2 create-load-balancer \
      --region "$REGION_US_EAST_1" \
      --name "$short-68" \
      --type network \
      --scheme internal \
      --subnets "$subnet_main_public_a" \
      --tags '[{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}]' \
      --query 'LoadBalancers[0].LoadBalancerArn')
fi

# Target group orders in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! tg_main_orders=$(existing target-group "$short-69" 'target group orders in main'); then
  tg_main_orders=$(create 'target group orders in main' \
    aws elbv2 create-target-group \
      --region "$REGION_US_EAST_1" \
      --name "$short-69" \
      --protocol TCP \
      --port 8443 \
      --target-type ip \
      --vpc-id "$vpc_main" \
      --tags '[{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}]' \
      --query 'TargetGroups[0].TargetGroupArn')
fi

# Listener orders in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
if ! listens "$REGION_US_EAST_1" "$nlb_main_orders" 8443; then
  create 'listener orders in main' \
    aws elbv2 create-listener \
      --region "$REGION_US_EAST_1" \
      --load-balancer-arn "$nlb_main_orders" \
      --protocol TCP \
      --port 8443 \
      --default-actions "Type=forward,TargetGroupArn=$tg_main_orders" \
      --tags '[{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}]' \
      --query 'Listeners[0].ListenerArn' >/dev/null
fi

# Endpoint service orders in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
wait_for_load_balancer "$REGION_US_EAST_1" "$nlb_main_orders"
if ! vpcesvc_main_orders=$(existing vpc-endpoint-service endpoint-service-71 'endpoint service orders in main'); then
  vpcesvc_main_orders=$(create 'endpoint service orders in main' \
    aws ec2 create-vpc-endpoint-service-configuration \
      --region "$REGION_US_EAST_1" \
      --network-load-balancer-arns "$nlb_main_orders" \
      --acceptance-required \
      --private-dns-name orders.example.com \
      --supported-regions us-east-1 eu-west-1 \
      --supported-ip-address-types ipv4 \
      --tag-specifications "$(tags vpc-endpoint-service endpoint-service-71 9824e3bf22a9ba57 "$tags")" \
      --query ServiceConfiguration.ServiceId)
fi
allow_principals 'endpoint service orders in main' "$REGION_US_EAST_1" "$vpcesvc_main_orders" \
  arn:aws:iam::111122223333:root
update 'endpoint service orders in main' "$REGION_US_EAST_1" "$vpcesvc_main_orders" 9824e3bf22a9ba57 "$tags" \
  aws ec2 modify-vpc-endpoint-service-configuration \
    --region "$REGION_US_EAST_1" \
    --service-id "$vpcesvc_main_orders" \
    --acceptance-required \
    --private-dns-name orders.example.com

# Gateway Load Balancer endpoint firewall in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_main_firewall=$(existing vpc-endpoint endpoint-72 'Gateway Load Balancer endpoint firewall in main'); then
  vpce_main_firewall=$(create 'Gateway Load Balancer endpoint firewall in main' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --service-name "com.amazonaws.vpce.$REGION_US_EAST_1.vpce-svc-0123456789abcdef1" \
      --vpc-endpoint-type GatewayLoadBalancer \
      --subnet-ids "$subnet_main_public_a" \
      --tag-specifications "$(tags vpc-endpoint endpoint-72 7108ac034f5efafc "$tags")" \
      --client-token "endpoint-72-2285fe4cfe40dd46-$vpc_main" \
      --query VpcEndpoint.VpcEndpointId)
fi
update 'Gateway Load Balancer endpoint firewall in main' "$REGION_US_EAST_1" "$vpce_main_firewall" 7108ac034f5efafc "$tags"

# Route public-198-51-100-0-24 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
wait_for_endpoints "$REGION_US_EAST_1" "$vpce_main_firewall"
if ! has route-table "$rtb_main_public" "198.51.100.0/24=$vpce_main_firewall"; then
  change 'route public-198-51-100-0-24 in main' \
    aws ec2 create-route \
      --region "$REGION_US_EAST_1" \
      --route-table-id "$rtb_main_public" \
      --destination-cidr-block 198.51.100.0/24 \
      --vpc-endpoint-id "$vpce_main_firewall"
fi

# Resource endpoint database in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_main_database=$(existing vpc-endpoint endpoint-74 'resource endpoint database in main'); then
  vpce_main_database=$(create 'resource endpoint database in main' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --resource-configuration-arn arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0 \
      --vpc-endpoint-type Resource \
      --subnet-ids "$subnet_main_public_a" \
      --security-group-ids "$sg_main_app" \
      --private-dns-enabled \
      --ip-address-type ipv4 \
      --tag-specifications "$(tags vpc-endpoint endpoint-74 74cbdd9670347b27 "$tags")" \
      --client-token "endpoint-74-ac4ea043544a3671-$vpc_main" \
      --query VpcEndpoint.VpcEndpointId)
fi
extend_endpoint 'resource endpoint database in main' "$REGION_US_EAST_1" "$vpce_main_database" --add-subnet-ids \
  "$subnet_main_public_a"
extend_endpoint 'resource endpoint database in main' "$REGION_US_EAST_1" "$vpce_main_database" --add-security-group-ids \
  "$sg_main_app"
update 'resource endpoint database in main' "$REGION_US_EAST_1" "$vpce_main_database" 74cbdd9670347b27 "$tags" \
  aws ec2 modify-vpc-endpoint \
    --region "$REGION_US_EAST_1" \
    --vpc-endpoint-id "$vpce_main_database" \
    --reset-policy \
    --private-dns-enabled \
    --ip-address-type ipv4

# Service network endpoint network in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_main_network=$(existing vpc-endpoint endpoint-75 'service network endpoint network in main'); then
  vpce_main_network=$(create 'service network endpoint network in main' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --service-network-arn arn:aws:vpc-lattice:us-east-1:111122223333:servicenetwork/sn-0123456789abcdef0 \
      --vpc-endpoint-type ServiceNetwork \
      --subnet-ids "$subnet_main_public_a" \
      --security-group-ids "$sg_main_app" \
      --private-dns-enabled \
      --ip-address-type ipv4 \
      --tag-specifications "$(tags vpc-endpoint endpoint-75 74cbdd9670347b27 "$tags")" \
      --client-token "endpoint-75-170f3fc2ed0bd4e4-$vpc_main" \
      --query VpcEndpoint.VpcEndpointId)
fi
extend_endpoint 'service network endpoint network in main' "$REGION_US_EAST_1" "$vpce_main_network" --add-subnet-ids \
  "$subnet_main_public_a"
extend_endpoint 'service network endpoint network in main' "$REGION_US_EAST_1" "$vpce_main_network" --add-security-group-ids \
  "$sg_main_app"
update 'service network endpoint network in main' "$REGION_US_EAST_1" "$vpce_main_network" 74cbdd9670347b27 "$tags" \
  aws ec2 modify-vpc-endpoint \
    --region "$REGION_US_EAST_1" \
    --vpc-endpoint-id "$vpce_main_network" \
    --reset-policy \
    --private-dns-enabled \
    --ip-address-type ipv4

# Interface endpoint kms-eu-central-1 in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_main_kms_eu_central_1=$(existing vpc-endpoint endpoint-76 'interface endpoint kms-eu-central-1 in main'); then
  vpce_main_kms_eu_central_1=$(create 'interface endpoint kms-eu-central-1 in main' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --service-name com.amazonaws.eu-central-1.kms \
      --service-region eu-central-1 \
      --vpc-endpoint-type Interface \
      --subnet-ids "$subnet_main_public_a" \
      --security-group-ids "$sg_main_app" \
      --private-dns-enabled \
      --ip-address-type ipv4 \
      --tag-specifications "$(tags vpc-endpoint endpoint-76 74cbdd9670347b27 "$tags")" \
      --client-token "endpoint-76-37ccc8e750b8426b-$vpc_main" \
      --query VpcEndpoint.VpcEndpointId)
fi
extend_endpoint 'interface endpoint kms-eu-central-1 in main' "$REGION_US_EAST_1" "$vpce_main_kms_eu_central_1" --add-subnet-ids \
  "$subnet_main_public_a"
extend_endpoint 'interface endpoint kms-eu-central-1 in main' "$REGION_US_EAST_1" "$vpce_main_kms_eu_central_1" --add-security-group-ids \
  "$sg_main_app"
update 'interface endpoint kms-eu-central-1 in main' "$REGION_US_EAST_1" "$vpce_main_kms_eu_central_1" 74cbdd9670347b27 "$tags" \
  aws ec2 modify-vpc-endpoint \
    --region "$REGION_US_EAST_1" \
    --vpc-endpoint-id "$vpce_main_kms_eu_central_1" \
    --reset-policy \
    --private-dns-enabled \
    --ip-address-type ipv4

# Interface endpoint orders in main
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_main_orders=$(existing vpc-endpoint endpoint-77 'interface endpoint orders in main'); then
  vpce_main_orders=$(create 'interface endpoint orders in main' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_US_EAST_1" \
      --vpc-id "$vpc_main" \
      --service-name "com.amazonaws.vpce.$REGION_US_EAST_1.$vpcesvc_main_orders" \
      --vpc-endpoint-type Interface \
      --subnet-ids "$subnet_main_public_a" \
      --security-group-ids "$sg_main_app" \
      --private-dns-enabled \
      --ip-address-type ipv4 \
      --tag-specifications "$(tags vpc-endpoint endpoint-77 74cbdd9670347b27 "$tags")" \
      --client-token "endpoint-77-705812fe487893d6-$vpc_main" \
      --query VpcEndpoint.VpcEndpointId)
fi
extend_endpoint 'interface endpoint orders in main' "$REGION_US_EAST_1" "$vpce_main_orders" --add-subnet-ids \
  "$subnet_main_public_a"
extend_endpoint 'interface endpoint orders in main' "$REGION_US_EAST_1" "$vpce_main_orders" --add-security-group-ids \
  "$sg_main_app"
accept_endpoint 'interface endpoint orders in main' "$REGION_US_EAST_1" "$vpcesvc_main_orders" "$vpce_main_orders" "$REGION_US_EAST_1"
update 'interface endpoint orders in main' "$REGION_US_EAST_1" "$vpce_main_orders" 74cbdd9670347b27 "$tags" \
  aws ec2 modify-vpc-endpoint \
    --region "$REGION_US_EAST_1" \
    --vpc-endpoint-id "$vpce_main_orders" \
    --reset-policy \
    --private-dns-enabled \
    --ip-address-type ipv4

# ==== VPC recovery, eu-west-1 ====

# Interface endpoint orders in recovery
# a”b’c‘d _{e} %{f} __{g} _[id] /n / # // /* ‹‹EOT _Sub {{x}}
# EOT ñ\u{7f}\u{1}é\u{1f600}: - +*?
tags='{"Key":"Name","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"2012-10-17","Value":"on"},{"Key":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?","Value":"a\"b'\''c\u0060d ${e} %{f} $${g} $(id) \\n \\ # // /* <<EOT !Sub {{x}}\n EOT\tñ\u007f\u0001é😀: - &*?"},{"Key":"aws${x}","Value":"%{ if true }"},{"Key":"no","Value":"yes"}'
if ! vpce_recovery_orders=$(existing vpc-endpoint endpoint-78 'interface endpoint orders in recovery'); then
  vpce_recovery_orders=$(create 'interface endpoint orders in recovery' \
    aws ec2 create-vpc-endpoint \
      --region "$REGION_EU_WEST_1" \
      --vpc-id "$vpc_recovery" \
      --service-name "com.amazonaws.vpce.$REGION_US_EAST_1.$vpcesvc_main_orders" \
      --service-region us-east-1 \
      --vpc-endpoint-type Interface \
      --subnet-ids "$subnet_recovery_private_a" \
      --private-dns-enabled \
      --ip-address-type ipv4 \
      --tag-specifications "$(tags vpc-endpoint endpoint-78 74cbdd9670347b27 "$tags")" \
      --client-token "endpoint-78-3f08782cd0b52cac-$vpc_recovery" \
      --query VpcEndpoint.VpcEndpointId)
fi
extend_endpoint 'interface endpoint orders in recovery' "$REGION_EU_WEST_1" "$vpce_recovery_orders" --add-subnet-ids \
  "$subnet_recovery_private_a"
update 'interface endpoint orders in recovery' "$REGION_EU_WEST_1" "$vpce_recovery_orders" 74cbdd9670347b27 "$tags" \
  aws ec2 modify-vpc-endpoint \
    --region "$REGION_EU_WEST_1" \
    --vpc-endpoint-id "$vpce_recovery_orders" \
    --reset-policy \
    --private-dns-enabled \
    --ip-address-type ipv4

# ==== Wait until the endpoints are up ====

wait_for_endpoints "$REGION_US_EAST_1" \
  "$vpce_main_s3" "$vpce_main_sqs" "$vpce_main_s3_inbound" "$vpce_main_partner" "$vpce_main_firewall" "$vpce_main_database" "$vpce_main_network" "$vpce_main_kms_eu_central_1" "$vpce_main_orders"
wait_for_endpoints "$REGION_EU_WEST_1" "$vpce_recovery_sqs" "$vpce_recovery_orders"

# ==== What there is now ====

printf '%-40s %s\n' \
  'VPC main' "$vpc_main" \
  'internet gateway main in main' "$igw_main_main" \
  'subnet public-a in main' "$subnet_main_public_a" \
  'subnet private-a in main' "$subnet_main_private_a" \
  'subnet private-b in main' "$subnet_main_private_b" \
  'subnet overflow-b in main' "$subnet_main_overflow_b" \
  'Elastic IP address nat-a in main' "$eip_main_nat_a" \
  'NAT gateway nat-a in main' "$nat_main_nat_a" \
  'route table public in main' "$rtb_main_public" \
  'route table private in main' "$rtb_main_private" \
  'security group app in main' "$sg_main_app" \
  'security group endpoints in main' "$sg_main_endpoints" \
  'gateway endpoint s3 in main' "$vpce_main_s3" \
  'interface endpoint sqs in main' "$vpce_main_sqs" \
  'interface endpoint s3-inbound in main' "$vpce_main_s3_inbound" \
  'interface endpoint partner in main' "$vpce_main_partner" \
  'VPC recovery' "$vpc_recovery" \
  'subnet private-a in recovery' "$subnet_recovery_private_a" \
  'route table private in recovery' "$rtb_recovery_private" \
  'security group endpoints in recovery' "$sg_recovery_endpoints" \
  'interface endpoint sqs in recovery' "$vpce_recovery_sqs" \
  'virtual private gateway main in main' "$vgw_main_main" \
  'network ACL guard in main' "$acl_main_guard" \
  'Resolver inbound endpoint dns-inbound in main' "$rslvr_main_dns_inbound" \
  'Transit Gateway transit' "$tgw_us_east_1_transit" \
  'Transit Gateway attachment transit-main in main' "$tgwattach_main_transit_main" \
  'VPC peering connection main-recovery in main' "$pcx_main_main_recovery" \
  'customer gateway office' "$cgw_us_east_1_office" \
  'VPN connection office-to-main' "$vpn_us_east_1_office_to_main" \
  'VPN connection office-to-transit' "$vpn_us_east_1_office_to_transit" \
  'private hosted zone sqs-us-east-1-amazonaws-com' "$zone_us_east_1_sqs_us_east_1_amazonaws_com" \
  'egress-only internet gateway main in main' "$eigw_main_main" \
  'Route 53 Profile names' "$rp_us_east_1_names" \
  'Network Load Balancer orders in main' "$nlb_main_orders" \
  'target group orders in main' "$tg_main_orders" \
  'endpoint service orders in main' "$vpcesvc_main_orders" \
  'Gateway Load Balancer endpoint firewall in main' "$vpce_main_firewall" \
  'resource endpoint database in main' "$vpce_main_database" \
  'service network endpoint network in main' "$vpce_main_network" \
  'interface endpoint kms-eu-central-1 in main' "$vpce_main_kms_eu_central_1" \
  'interface endpoint orders in main' "$vpce_main_orders" \
  'interface endpoint orders in recovery' "$vpce_recovery_orders"

# ==== What the design has no more ====

designed="$designed"'
vpc vpc-1
internet-gateway igw-3
subnet subnet-4
subnet subnet-5
subnet subnet-6
subnet subnet-7
elastic-ip nat-8
natgateway nat-9
route-table rtb-10
route-table rtb-11
security-group sg-18
security-group sg-19
vpc-endpoint endpoint-21
vpc-endpoint endpoint-22
vpc-endpoint endpoint-23
vpc-endpoint endpoint-24
vpc vpc-30
subnet subnet-31
route-table rtb-32
security-group sg-34
vpc-endpoint endpoint-35
vpn-gateway vgw-37
network-acl acl-39
resolver-endpoint vpc-designer/'"$STACK"'/resolver-44/'"$vpc_main"'
transit-gateway tgw-45
transit-gateway-attachment tgw-attach-46
vpc-peering-connection pcx-47
customer-gateway on-premises-52
vpn-connection on-premises-53
vpn-connection on-premises-54
hosted-zone vpc-designer/'"$STACK"'/hosted-zone-55
egress-only-internet-gateway vpc-59
profile '"$short"'-64
load-balancer '"$short"'-68
target-group '"$short"'-69
vpc-endpoint-service endpoint-service-71
vpc-endpoint endpoint-72
vpc-endpoint endpoint-74
vpc-endpoint endpoint-75
vpc-endpoint endpoint-76
vpc-endpoint endpoint-77
vpc-endpoint endpoint-78'
finish_rest
