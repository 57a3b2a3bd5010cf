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
