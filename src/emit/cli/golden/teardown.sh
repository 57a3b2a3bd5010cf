#!/usr/bin/env bash
# Shop network
#
# Deletes everything that deploy.sh or commands.sh made, known by its tags. Shows it and asks first,
# --yes answers. Safe to run again, and after a failure it goes on where it stopped.
# Needs bash 3.2 or later and the AWS CLI, version 1 or 2.

set -euo pipefail

# The name under which AWS knows this network. Another name makes another network.
STACK="${STACK:-shop-network}"
REGION_US_EAST_1=us-east-1
REGION_EU_WEST_1=eu-west-1

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

# ==== What there is ====

# The names of the design: kind, key, name.
labels='vpc vpc-1 VPC main
internet-gateway igw-3 internet gateway main in main
subnet subnet-4 subnet public-a in main
subnet subnet-5 subnet private-a in main
subnet subnet-6 subnet private-b in main
subnet subnet-7 subnet overflow-b in main
elastic-ip nat-8 Elastic IP address nat-a in main
natgateway nat-9 NAT gateway nat-a in main
route-table rtb-10 route table public in main
route-table rtb-11 route table private in main
security-group sg-18 security group app in main
security-group sg-19 security group endpoints in main
vpc-endpoint endpoint-21 gateway endpoint s3 in main
vpc-endpoint endpoint-22 interface endpoint sqs in main
vpc-endpoint endpoint-23 interface endpoint s3-inbound in main
vpc-endpoint endpoint-24 interface endpoint partner in main
vpc vpc-30 VPC recovery
subnet subnet-31 subnet private-a in recovery
route-table rtb-32 route table private in recovery
security-group sg-34 security group endpoints in recovery
vpc-endpoint endpoint-35 interface endpoint sqs in recovery'

confirm "${1:-}" "$REGION_US_EAST_1" "$REGION_EU_WEST_1"

# ==== Delete it ====

teardown "$REGION_US_EAST_1"
teardown "$REGION_EU_WEST_1"
say 'All gone'
