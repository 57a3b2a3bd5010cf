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
