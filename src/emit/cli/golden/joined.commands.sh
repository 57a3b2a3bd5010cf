#!/usr/bin/env bash
# A dollar sign in single quotes is meant as it stands.
# shellcheck disable=SC2016
# Shop network
# Private access to AWS services.
#
# The plain commands, to read, to copy, or to run once: bash -e commands.sh. deploy.sh runs them
# with checks, can be run again and goes on where it stopped, teardown.sh deletes what they made.

export AWS_PAGER=
REGION_US_EAST_1=us-east-1
REGION_EU_WEST_1=eu-west-1

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

# VPC main
vpc_main=$(aws ec2 create-vpc \
  --region "$REGION_US_EAST_1" \
  --cidr-block 10.0.0.0/16 \
  --amazon-provided-ipv6-cidr-block \
  --tag-specifications '[{"ResourceType":"vpc","Tags":[{"Key":"Name","Value":"main"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"vpc-1"},{"Key":"vpc-designer:state","Value":"acb41217f0a7af3f"}]}]' \
  --query Vpc.VpcId --output text)
ipv6_vpc_main=$(vpc_ipv6_block "$REGION_US_EAST_1" "$vpc_main")
aws ec2 modify-vpc-attribute \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --enable-dns-hostnames Value=true

# VPC CIDR block n10-1-0-0-24 in main
aws ec2 associate-vpc-cidr-block \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --cidr-block 10.1.0.0/24

# Internet gateway main in main
igw_main_main=$(aws ec2 create-internet-gateway \
  --region "$REGION_US_EAST_1" \
  --tag-specifications '[{"ResourceType":"internet-gateway","Tags":[{"Key":"Name","Value":"main"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"igw-3"},{"Key":"vpc-designer:state","Value":"acb41217f0a7af3f"}]}]' \
  --query InternetGateway.InternetGatewayId --output text)
aws ec2 attach-internet-gateway \
  --region "$REGION_US_EAST_1" \
  --internet-gateway-id "$igw_main_main" \
  --vpc-id "$vpc_main"

# Subnet public-a in main
subnet_main_public_a=$(aws ec2 create-subnet \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --cidr-block 10.0.0.0/24 \
  --ipv6-cidr-block "$(ipv6_block "$ipv6_vpc_main" 0)" \
  --availability-zone "${REGION_US_EAST_1}a" \
  --tag-specifications '[{"ResourceType":"subnet","Tags":[{"Key":"Name","Value":"public-a"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"subnet-4"},{"Key":"vpc-designer:state","Value":"b5f920691a0a7d55"}]}]' \
  --query Subnet.SubnetId --output text)
aws ec2 modify-subnet-attribute \
  --region "$REGION_US_EAST_1" \
  --subnet-id "$subnet_main_public_a" \
  --assign-ipv6-address-on-creation
aws ec2 modify-subnet-attribute \
  --region "$REGION_US_EAST_1" \
  --subnet-id "$subnet_main_public_a" \
  --map-public-ip-on-launch

# Subnet private-a in main
subnet_main_private_a=$(aws ec2 create-subnet \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --cidr-block 10.0.10.0/24 \
  --ipv6-cidr-block "$(ipv6_block "$ipv6_vpc_main" 18)" \
  --availability-zone "${REGION_US_EAST_1}a" \
  --tag-specifications '[{"ResourceType":"subnet","Tags":[{"Key":"Name","Value":"private-a"},{"Key":"Project","Value":"shop"},{"Key":"Tier","Value":"app"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"subnet-5"},{"Key":"vpc-designer:state","Value":"b4a3fc9f95aa8fbc"}]}]' \
  --query Subnet.SubnetId --output text)
aws ec2 modify-subnet-attribute \
  --region "$REGION_US_EAST_1" \
  --subnet-id "$subnet_main_private_a" \
  --assign-ipv6-address-on-creation

# Subnet private-b in main
subnet_main_private_b=$(aws ec2 create-subnet \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --cidr-block 10.0.11.0/24 \
  --availability-zone "${REGION_US_EAST_1}b" \
  --tag-specifications '[{"ResourceType":"subnet","Tags":[{"Key":"Name","Value":"private-b"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"subnet-6"},{"Key":"vpc-designer:state","Value":"cf6576e02b9b00d4"}]}]' \
  --query Subnet.SubnetId --output text)

# Subnet overflow-b in main
subnet_main_overflow_b=$(aws ec2 create-subnet \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --cidr-block 10.1.0.0/26 \
  --availability-zone "${REGION_US_EAST_1}b" \
  --tag-specifications '[{"ResourceType":"subnet","Tags":[{"Key":"Name","Value":"overflow-b"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"subnet-7"},{"Key":"vpc-designer:state","Value":"16f4a76a1bf4b477"}]}]' \
  --query Subnet.SubnetId --output text)

# Elastic IP address nat-a in main
eip_main_nat_a=$(aws ec2 allocate-address \
  --region "$REGION_US_EAST_1" \
  --domain vpc \
  --tag-specifications '[{"ResourceType":"elastic-ip","Tags":[{"Key":"Name","Value":"nat-a"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"nat-8"},{"Key":"vpc-designer:state","Value":"5568dcdb4f9cb9a1"}]}]' \
  --query AllocationId --output text)

# NAT gateway nat-a in main
nat_main_nat_a=$(aws ec2 create-nat-gateway \
  --region "$REGION_US_EAST_1" \
  --subnet-id "$subnet_main_public_a" \
  --allocation-id "$eip_main_nat_a" \
  --tag-specifications '[{"ResourceType":"natgateway","Tags":[{"Key":"Name","Value":"nat-a"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"nat-9"},{"Key":"vpc-designer:state","Value":"5568dcdb4f9cb9a1"}]}]' \
  --query NatGateway.NatGatewayId --output text)

# Route table public in main
rtb_main_public=$(aws ec2 create-route-table \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --tag-specifications '[{"ResourceType":"route-table","Tags":[{"Key":"Name","Value":"public"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"rtb-10"},{"Key":"vpc-designer:state","Value":"527e8760c7eb2e77"}]}]' \
  --query RouteTable.RouteTableId --output text)

# Route table private in main
rtb_main_private=$(aws ec2 create-route-table \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --tag-specifications '[{"ResourceType":"route-table","Tags":[{"Key":"Name","Value":"private"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"rtb-11"},{"Key":"vpc-designer:state","Value":"1784785056110a93"}]}]' \
  --query RouteTable.RouteTableId --output text)

# Route public-default in main
aws ec2 create-route \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_public" \
  --destination-cidr-block 0.0.0.0/0 \
  --gateway-id "$igw_main_main"

# Route private-default in main
aws ec2 wait nat-gateway-available --region "$REGION_US_EAST_1" --nat-gateway-ids "$nat_main_nat_a"
aws ec2 create-route \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_private" \
  --destination-cidr-block 0.0.0.0/0 \
  --nat-gateway-id "$nat_main_nat_a"

# Route table association public-a in main
aws ec2 associate-route-table \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_public" \
  --subnet-id "$subnet_main_public_a"

# Route table association private-a in main
aws ec2 associate-route-table \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_private" \
  --subnet-id "$subnet_main_private_a"

# Route table association private-b in main
aws ec2 associate-route-table \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_private" \
  --subnet-id "$subnet_main_private_b"

# Route table association overflow-b in main
aws ec2 associate-route-table \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_private" \
  --subnet-id "$subnet_main_overflow_b"

# Security group app in main
sg_main_app=$(aws ec2 create-security-group \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --group-name shop-network-app \
  --description 'Application servers' \
  --tag-specifications '[{"ResourceType":"security-group","Tags":[{"Key":"Name","Value":"app"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"sg-18"},{"Key":"vpc-designer:state","Value":"9189ebc674333d2b"}]}]' \
  --query GroupId --output text)
aws ec2 revoke-security-group-egress \
  --region "$REGION_US_EAST_1" \
  --group-id "$sg_main_app" \
  --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}],"Ipv6Ranges":[{"CidrIpv6":"::/0"}]}]'

# Security group endpoints in main
sg_main_endpoints=$(aws ec2 create-security-group \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --group-name shop-network-endpoints \
  --description 'Interface endpoints' \
  --tag-specifications '[{"ResourceType":"security-group","Tags":[{"Key":"Name","Value":"endpoints"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"sg-19"},{"Key":"vpc-designer:state","Value":"ac7d7cf0d1a3f84a"}]}]' \
  --query GroupId --output text)
aws ec2 revoke-security-group-egress \
  --region "$REGION_US_EAST_1" \
  --group-id "$sg_main_endpoints" \
  --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}],"Ipv6Ranges":[{"CidrIpv6":"::/0"}]}]'

# Prefix list s3
pl_us_east_1_s3=$(aws ec2 describe-managed-prefix-lists \
  --region "$REGION_US_EAST_1" \
  --filters "Name=prefix-list-name,Values=com.amazonaws.$REGION_US_EAST_1.s3" \
  --query 'PrefixLists[0].PrefixListId' --output text)

# Gateway endpoint s3 in main
# app in private-a calls s3.
# A gateway endpoint is free and keeps S3 traffic off the NAT gateway.
aws ec2 create-vpc-endpoint \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --service-name "com.amazonaws.$REGION_US_EAST_1.s3" \
  --vpc-endpoint-type Gateway \
  --route-table-ids "$rtb_main_private" \
  --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"OwnBuckets","Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::shop-*/*","Condition":{"StringEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}}}]}' \
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"s3"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-21"},{"Key":"vpc-designer:state","Value":"6feb54be39cf9a46"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text

# Interface endpoint sqs in main
# app in private-a calls sqs.
vpce_main_sqs=$(aws ec2 create-vpc-endpoint \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --service-name "com.amazonaws.$REGION_US_EAST_1.sqs" \
  --vpc-endpoint-type Interface \
  --subnet-ids "$subnet_main_private_a" "$subnet_main_private_b" \
  --security-group-ids "$sg_main_endpoints" \
  --private-dns-enabled \
  --ip-address-type ipv4 \
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"sqs"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-22"},{"Key":"vpc-designer:state","Value":"2578f81df93e43e6"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text)

# Interface endpoint s3-inbound in main
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
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"s3-inbound"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-23"},{"Key":"vpc-designer:state","Value":"36a3c2137e7fd58b"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text

# Interface endpoint partner in main
vpce_main_partner=$(aws ec2 create-vpc-endpoint \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --service-name "com.amazonaws.vpce.$REGION_US_EAST_1.vpce-svc-0123456789abcdef0" \
  --vpc-endpoint-type Interface \
  --subnet-ids "$subnet_main_private_a" \
  --security-group-ids "$sg_main_endpoints" \
  --no-private-dns-enabled \
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"partner"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-24"},{"Key":"vpc-designer:state","Value":"08add64326f585ed"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text)
aws ec2 accept-vpc-endpoint-connections \
  --region "$REGION_US_EAST_1" \
  --service-id vpce-svc-0123456789abcdef0 \
  --vpc-endpoint-ids "$vpce_main_partner"

# Security group rule app-egress-endpoints in main
aws ec2 authorize-security-group-egress \
  --region "$REGION_US_EAST_1" \
  --group-id "$sg_main_app" \
  --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"UserIdGroupPairs":[{"GroupId":"'"$sg_main_endpoints"'","Description":"HTTPS to endpoints"}]}]' \
  --tag-specifications '[{"ResourceType":"security-group-rule","Tags":[{"Key":"Name","Value":"app-egress-endpoints"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"sg-25"},{"Key":"vpc-designer:state","Value":"3558329023c2e535"}]}]' \
  --query 'SecurityGroupRules[0].SecurityGroupRuleId' --output text

# Security group rule app-egress-s3 in main
aws ec2 authorize-security-group-egress \
  --region "$REGION_US_EAST_1" \
  --group-id "$sg_main_app" \
  --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"PrefixListIds":[{"PrefixListId":"'"$pl_us_east_1_s3"'","Description":"HTTPS to S3"}]}]' \
  --tag-specifications '[{"ResourceType":"security-group-rule","Tags":[{"Key":"Name","Value":"app-egress-s3"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"sg-26"},{"Key":"vpc-designer:state","Value":"d3f24ef8befc1379"}]}]' \
  --query 'SecurityGroupRules[0].SecurityGroupRuleId' --output text

# Security group rule endpoints-ingress-vpc in main
aws ec2 authorize-security-group-ingress \
  --region "$REGION_US_EAST_1" \
  --group-id "$sg_main_endpoints" \
  --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"10.0.0.0/16","Description":"HTTPS from the VPC"}]}]' \
  --tag-specifications '[{"ResourceType":"security-group-rule","Tags":[{"Key":"Name","Value":"endpoints-ingress-vpc"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"sg-27"},{"Key":"vpc-designer:state","Value":"c51efd7e4bd88b45"}]}]' \
  --query 'SecurityGroupRules[0].SecurityGroupRuleId' --output text

# Security group rule endpoints-ingress-app in main
aws ec2 authorize-security-group-ingress \
  --region "$REGION_US_EAST_1" \
  --group-id "$sg_main_endpoints" \
  --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"UserIdGroupPairs":[{"GroupId":"'"$sg_main_app"'"}]}]' \
  --tag-specifications '[{"ResourceType":"security-group-rule","Tags":[{"Key":"Name","Value":"endpoints-ingress-app"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"sg-28"},{"Key":"vpc-designer:state","Value":"ca4b125c1be82603"}]}]' \
  --query 'SecurityGroupRules[0].SecurityGroupRuleId' --output text

# Security group rule app-egress-all in main
aws ec2 authorize-security-group-egress \
  --region "$REGION_US_EAST_1" \
  --group-id "$sg_main_app" \
  --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0","Description":"Everything else"}]}]' \
  --tag-specifications '[{"ResourceType":"security-group-rule","Tags":[{"Key":"Name","Value":"app-egress-all"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"sg-29"},{"Key":"vpc-designer:state","Value":"674ff5784dd8a5c8"}]}]' \
  --query 'SecurityGroupRules[0].SecurityGroupRuleId' --output text

# VPC recovery
vpc_recovery=$(aws ec2 create-vpc \
  --region "$REGION_EU_WEST_1" \
  --cidr-block 10.20.0.0/16 \
  --tag-specifications '[{"ResourceType":"vpc","Tags":[{"Key":"Name","Value":"recovery"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"vpc-30"},{"Key":"vpc-designer:state","Value":"54a437089187eaf1"}]}]' \
  --query Vpc.VpcId --output text)
aws ec2 modify-vpc-attribute \
  --region "$REGION_EU_WEST_1" \
  --vpc-id "$vpc_recovery" \
  --enable-dns-hostnames Value=true

# Subnet private-a in recovery
subnet_recovery_private_a=$(aws ec2 create-subnet \
  --region "$REGION_EU_WEST_1" \
  --vpc-id "$vpc_recovery" \
  --cidr-block 10.20.10.0/24 \
  --availability-zone "${REGION_EU_WEST_1}a" \
  --tag-specifications '[{"ResourceType":"subnet","Tags":[{"Key":"Name","Value":"private-a"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"subnet-31"},{"Key":"vpc-designer:state","Value":"78eee80a4605f709"}]}]' \
  --query Subnet.SubnetId --output text)

# Route table private in recovery
rtb_recovery_private=$(aws ec2 create-route-table \
  --region "$REGION_EU_WEST_1" \
  --vpc-id "$vpc_recovery" \
  --tag-specifications '[{"ResourceType":"route-table","Tags":[{"Key":"Name","Value":"private"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"rtb-32"},{"Key":"vpc-designer:state","Value":"1784785056110a93"}]}]' \
  --query RouteTable.RouteTableId --output text)

# Route table association private-a in recovery
aws ec2 associate-route-table \
  --region "$REGION_EU_WEST_1" \
  --route-table-id "$rtb_recovery_private" \
  --subnet-id "$subnet_recovery_private_a"

# Security group endpoints in recovery
sg_recovery_endpoints=$(aws ec2 create-security-group \
  --region "$REGION_EU_WEST_1" \
  --vpc-id "$vpc_recovery" \
  --group-name shop-network-endpoints \
  --description 'Interface endpoints' \
  --tag-specifications '[{"ResourceType":"security-group","Tags":[{"Key":"Name","Value":"endpoints"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"sg-34"},{"Key":"vpc-designer:state","Value":"ac7d7cf0d1a3f84a"}]}]' \
  --query GroupId --output text)
aws ec2 revoke-security-group-egress \
  --region "$REGION_EU_WEST_1" \
  --group-id "$sg_recovery_endpoints" \
  --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]'

# Interface endpoint sqs in recovery
aws ec2 create-vpc-endpoint \
  --region "$REGION_EU_WEST_1" \
  --vpc-id "$vpc_recovery" \
  --service-name "com.amazonaws.$REGION_EU_WEST_1.sqs" \
  --vpc-endpoint-type Interface \
  --subnet-ids "$subnet_recovery_private_a" \
  --security-group-ids "$sg_recovery_endpoints" \
  --private-dns-enabled \
  --ip-address-type ipv4 \
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"sqs"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-35"},{"Key":"vpc-designer:state","Value":"2578f81df93e43e6"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text

# Security group rule endpoints-ingress-vpc in recovery
aws ec2 authorize-security-group-ingress \
  --region "$REGION_EU_WEST_1" \
  --group-id "$sg_recovery_endpoints" \
  --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"10.20.0.0/16","Description":"HTTPS from the VPC"}]}]' \
  --tag-specifications '[{"ResourceType":"security-group-rule","Tags":[{"Key":"Name","Value":"endpoints-ingress-vpc"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"sg-36"},{"Key":"vpc-designer:state","Value":"75f26b12840139f5"}]}]' \
  --query 'SecurityGroupRules[0].SecurityGroupRuleId' --output text

# Virtual private gateway main in main
vgw_main_main=$(aws ec2 create-vpn-gateway \
  --region "$REGION_US_EAST_1" \
  --type ipsec.1 \
  --amazon-side-asn 65001 \
  --tag-specifications '[{"ResourceType":"vpn-gateway","Tags":[{"Key":"Name","Value":"main"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"vgw-37"},{"Key":"vpc-designer:state","Value":"acb41217f0a7af3f"}]}]' \
  --query VpnGateway.VpnGatewayId --output text)
aws ec2 attach-vpn-gateway \
  --region "$REGION_US_EAST_1" \
  --vpn-gateway-id "$vgw_main_main" \
  --vpc-id "$vpc_main"
until [ "$(aws ec2 describe-vpn-gateways --region "$REGION_US_EAST_1" --vpn-gateway-ids "$vgw_main_main" --query 'VpnGateways[0].VpcAttachments[0].State' --output text)" = attached ]; do sleep 5; done

# Route public-192-168-0-0-16 in main
aws ec2 create-route \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_public" \
  --destination-cidr-block 192.168.0.0/16 \
  --gateway-id "$vgw_main_main"

# Network ACL guard in main
acl_main_guard=$(aws ec2 create-network-acl \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --tag-specifications '[{"ResourceType":"network-acl","Tags":[{"Key":"Name","Value":"guard"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"acl-39"},{"Key":"vpc-designer:state","Value":"14e81a07bd531189"}]}]' \
  --query NetworkAcl.NetworkAclId --output text)

# Network ACL entry guard-in-100 in main
aws ec2 create-network-acl-entry \
  --region "$REGION_US_EAST_1" \
  --network-acl-id "$acl_main_guard" \
  --ingress \
  --rule-number 100 \
  --rule-action allow \
  --protocol 6 \
  --cidr-block 0.0.0.0/0 \
  --port-range From=1024,To=65535

# Network ACL entry guard-in-200 in main
aws ec2 create-network-acl-entry \
  --region "$REGION_US_EAST_1" \
  --network-acl-id "$acl_main_guard" \
  --ingress \
  --rule-number 200 \
  --rule-action deny \
  --protocol=-1 \
  --cidr-block 0.0.0.0/0

# Network ACL entry guard-out-100 in main
aws ec2 create-network-acl-entry \
  --region "$REGION_US_EAST_1" \
  --network-acl-id "$acl_main_guard" \
  --egress \
  --rule-number 100 \
  --rule-action allow \
  --protocol=-1 \
  --cidr-block 0.0.0.0/0

# Network ACL association private-a in main
aws ec2 replace-network-acl-association \
  --region "$REGION_US_EAST_1" \
  --association-id "$(aws ec2 describe-network-acls --region "$REGION_US_EAST_1" --filters "Name=association.subnet-id,Values=$subnet_main_private_a" --query 'NetworkAcls[0].Associations[?SubnetId=='\'''"$subnet_main_private_a"''\''].NetworkAclAssociationId | [0]' --output text)" \
  --network-acl-id "$acl_main_guard"

# Resolver inbound endpoint dns-inbound in main
aws route53resolver create-resolver-endpoint \
  --region "$REGION_US_EAST_1" \
  --creator-request-id "vpc-designer/shop-network/resolver-44/$vpc_main" \
  --direction INBOUND \
  --security-group-ids "$sg_main_app" \
  --ip-addresses "SubnetId=$subnet_main_private_a" "SubnetId=$subnet_main_private_b" \
  --tags '[{"Key":"Name","Value":"dns-inbound"},{"Key":"Project","Value":"shop"}]' \
  --query ResolverEndpoint.Id --output text

# Transit Gateway transit
tgw_us_east_1_transit=$(aws ec2 create-transit-gateway \
  --region "$REGION_US_EAST_1" \
  --options DefaultRouteTableAssociation=enable,DefaultRouteTablePropagation=enable,DnsSupport=enable \
  --tag-specifications '[{"ResourceType":"transit-gateway","Tags":[{"Key":"Name","Value":"transit"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"tgw-45"},{"Key":"vpc-designer:state","Value":"0a9a102f5419c31b"}]}]' \
  --query TransitGateway.TransitGatewayId --output text)
until [ "$(aws ec2 describe-transit-gateways --region "$REGION_US_EAST_1" --transit-gateway-ids "$tgw_us_east_1_transit" --query 'TransitGateways[0].State' --output text)" = available ]; do sleep 5; done

# Transit Gateway attachment transit-main in main
tgwattach_main_transit_main=$(aws ec2 create-transit-gateway-vpc-attachment \
  --region "$REGION_US_EAST_1" \
  --transit-gateway-id "$tgw_us_east_1_transit" \
  --vpc-id "$vpc_main" \
  --subnet-ids "$subnet_main_private_a" "$subnet_main_private_b" \
  --options DnsSupport=enable,ApplianceModeSupport=disable \
  --tag-specifications '[{"ResourceType":"transit-gateway-attachment","Tags":[{"Key":"Name","Value":"transit-main"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"tgw-attach-46"},{"Key":"vpc-designer:state","Value":"aedc072a9edde925"}]}]' \
  --query TransitGatewayVpcAttachment.TransitGatewayAttachmentId --output text)
until [ "$(aws ec2 describe-transit-gateway-vpc-attachments --region "$REGION_US_EAST_1" --transit-gateway-attachment-ids "$tgwattach_main_transit_main" --query 'TransitGatewayVpcAttachments[0].State' --output text)" = available ]; do sleep 5; done

# VPC peering connection main-recovery in main
pcx_main_main_recovery=$(aws ec2 create-vpc-peering-connection \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --peer-vpc-id "$vpc_recovery" \
  --peer-region "$REGION_EU_WEST_1" \
  --tag-specifications '[{"ResourceType":"vpc-peering-connection","Tags":[{"Key":"Name","Value":"main-recovery"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"pcx-47"},{"Key":"vpc-designer:state","Value":"4bda1198941cb29b"}]}]' \
  --query VpcPeeringConnection.VpcPeeringConnectionId --output text)

# VPC peering accepter main-recovery in recovery
until [ "$(aws ec2 describe-vpc-peering-connections --region "$REGION_EU_WEST_1" --vpc-peering-connection-ids "$pcx_main_main_recovery" --query 'VpcPeeringConnections[0].Status.Code' --output text)" = pending-acceptance ]; do sleep 5; done
aws ec2 accept-vpc-peering-connection \
  --region "$REGION_EU_WEST_1" \
  --vpc-peering-connection-id "$pcx_main_main_recovery" \
  --query VpcPeeringConnection.Status.Code --output text
aws ec2 create-tags \
  --region "$REGION_EU_WEST_1" \
  --resources "$pcx_main_main_recovery" \
  --tags '[{"Key":"Name","Value":"main-recovery"},{"Key":"Project","Value":"shop"}]'
aws ec2 modify-vpc-peering-connection-options \
  --region "$REGION_US_EAST_1" \
  --vpc-peering-connection-id "$pcx_main_main_recovery" \
  --requester-peering-connection-options AllowDnsResolutionFromRemoteVpc=true

# Route private-10-0-0-0-16 in recovery
aws ec2 create-route \
  --region "$REGION_EU_WEST_1" \
  --route-table-id "$rtb_recovery_private" \
  --destination-cidr-block 10.0.0.0/16 \
  --vpc-peering-connection-id "$pcx_main_main_recovery"

# Route public-10-20-0-0-16 in main
aws ec2 create-route \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_public" \
  --destination-cidr-block 10.20.0.0/16 \
  --vpc-peering-connection-id "$pcx_main_main_recovery"

# Route public-10-30-0-0-16 in main
aws ec2 create-route \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_public" \
  --destination-cidr-block 10.30.0.0/16 \
  --transit-gateway-id "$tgw_us_east_1_transit"

# Customer gateway office
cgw_us_east_1_office=$(aws ec2 create-customer-gateway \
  --region "$REGION_US_EAST_1" \
  --type ipsec.1 \
  --bgp-asn 65000 \
  --ip-address 203.0.113.10 \
  --tag-specifications '[{"ResourceType":"customer-gateway","Tags":[{"Key":"Name","Value":"office"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"on-premises-52"},{"Key":"vpc-designer:state","Value":"2647c1990bd91f06"}]}]' \
  --query CustomerGateway.CustomerGatewayId --output text)

# VPN connection office-to-main
aws ec2 create-vpn-connection \
  --region "$REGION_US_EAST_1" \
  --type ipsec.1 \
  --customer-gateway-id "$cgw_us_east_1_office" \
  --vpn-gateway-id "$vgw_main_main" \
  --tag-specifications '[{"ResourceType":"vpn-connection","Tags":[{"Key":"Name","Value":"office-to-main"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"on-premises-53"},{"Key":"vpc-designer:state","Value":"2d69c497acf5b2b2"}]}]' \
  --query VpnConnection.VpnConnectionId --output text

# VPN connection office-to-transit
aws ec2 create-vpn-connection \
  --region "$REGION_US_EAST_1" \
  --type ipsec.1 \
  --customer-gateway-id "$cgw_us_east_1_office" \
  --transit-gateway-id "$tgw_us_east_1_transit" \
  --tag-specifications '[{"ResourceType":"vpn-connection","Tags":[{"Key":"Name","Value":"office-to-transit"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"on-premises-54"},{"Key":"vpc-designer:state","Value":"199dc5d471160d50"}]}]' \
  --query VpnConnection.VpnConnectionId --output text

# Private hosted zone sqs-us-east-1-amazonaws-com
zone_us_east_1_sqs_us_east_1_amazonaws_com=$(aws route53 create-hosted-zone \
  --region "$REGION_US_EAST_1" \
  --name sqs.us-east-1.amazonaws.com \
  --vpc "VPCRegion=$REGION_US_EAST_1,VPCId=$vpc_main" \
  --caller-reference "hosted-zone-55-$vpc_main" \
  --hosted-zone-config PrivateZone=true,Comment=vpc-designer/shop-network/hosted-zone-55 \
  --query HostedZone.Id --output text)
aws route53 associate-vpc-with-hosted-zone \
  --region "$REGION_US_EAST_1" \
  --hosted-zone-id "$zone_us_east_1_sqs_us_east_1_amazonaws_com" \
  --vpc "VPCRegion=$REGION_EU_WEST_1,VPCId=$vpc_recovery"
aws route53 change-tags-for-resource \
  --region "$REGION_US_EAST_1" \
  --resource-type hostedzone \
  --resource-id "${zone_us_east_1_sqs_us_east_1_amazonaws_com#/hostedzone/}" \
  --add-tags '[{"Key":"Name","Value":"sqs-us-east-1-amazonaws-com"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:state","Value":"25f182bd6701c2cc"}]'

# DNS record sqs-us-east-1-amazonaws-com
aws route53 change-resource-record-sets \
  --region "$REGION_US_EAST_1" \
  --hosted-zone-id "$zone_us_east_1_sqs_us_east_1_amazonaws_com" \
  --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"sqs.us-east-1.amazonaws.com","Type":"A","AliasTarget":{"HostedZoneId":"'"$(aws ec2 describe-vpc-endpoints --region "$REGION_US_EAST_1" --vpc-endpoint-ids "$vpce_main_sqs" --query 'VpcEndpoints[0].DnsEntries[0].HostedZoneId' --output text)"'","DNSName":"'"$(aws ec2 describe-vpc-endpoints --region "$REGION_US_EAST_1" --vpc-endpoint-ids "$vpce_main_sqs" --query 'VpcEndpoints[0].DnsEntries[0].DnsName' --output text)"'","EvaluateTargetHealth":false}}}]}' \
  --query ChangeInfo.Status --output text

# DNS record db
aws route53 change-resource-record-sets \
  --region "$REGION_US_EAST_1" \
  --hosted-zone-id "$zone_us_east_1_sqs_us_east_1_amazonaws_com" \
  --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"db.sqs.us-east-1.amazonaws.com","Type":"A","TTL":300,"ResourceRecords":[{"Value":"10.0.0.5"},{"Value":"10.0.0.6"}]}}]}' \
  --query ChangeInfo.Status --output text

# DNS record all
aws route53 change-resource-record-sets \
  --region "$REGION_US_EAST_1" \
  --hosted-zone-id "$zone_us_east_1_sqs_us_east_1_amazonaws_com" \
  --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"*.sqs.us-east-1.amazonaws.com","Type":"CNAME","TTL":300,"ResourceRecords":[{"Value":"queue.example.com"}]}}]}' \
  --query ChangeInfo.Status --output text

# Egress-only internet gateway main in main
eigw_main_main=$(aws ec2 create-egress-only-internet-gateway \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --tag-specifications '[{"ResourceType":"egress-only-internet-gateway","Tags":[{"Key":"Name","Value":"main"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"vpc-59"},{"Key":"vpc-designer:state","Value":"acb41217f0a7af3f"}]}]' \
  --query EgressOnlyInternetGateway.EgressOnlyInternetGatewayId --output text)

# IPv6 route public-default in main
aws ec2 create-route \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_public" \
  --destination-ipv6-cidr-block ::/0 \
  --gateway-id "$igw_main_main"

# IPv6 route public-2001-db8-32 in main
aws ec2 create-route \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_public" \
  --destination-ipv6-cidr-block 2001:db8::/32 \
  --egress-only-internet-gateway-id "$eigw_main_main"

# Security group rule endpoints-ingress-ipv6 in main
aws ec2 authorize-security-group-ingress \
  --region "$REGION_US_EAST_1" \
  --group-id "$sg_main_app" \
  --ip-permissions '[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"Ipv6Ranges":[{"CidrIpv6":"::/0","Description":"HTTPS over IPv6"}]}]' \
  --tag-specifications '[{"ResourceType":"security-group-rule","Tags":[{"Key":"Name","Value":"endpoints-ingress-ipv6"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"sg-62"},{"Key":"vpc-designer:state","Value":"dd1cab69a2ed6dd9"}]}]' \
  --query 'SecurityGroupRules[0].SecurityGroupRuleId' --output text

# Network ACL entry guard-in-110 in main
aws ec2 create-network-acl-entry \
  --region "$REGION_US_EAST_1" \
  --network-acl-id "$acl_main_guard" \
  --ingress \
  --rule-number 110 \
  --rule-action allow \
  --protocol=-1 \
  --ipv6-cidr-block ::/0

# Route 53 Profile names
rp_us_east_1_names=$(aws route53profiles create-profile \
  --region "$REGION_US_EAST_1" \
  --name vd-3151698618-64 \
  --tags '[{"Key":"Name","Value":"names"},{"Key":"Project","Value":"shop"}]' \
  --query Profile.Id --output text)
until [ "$(aws route53profiles get-profile --region "$REGION_US_EAST_1" --profile-id "$rp_us_east_1_names" --query Profile.Status --output text)" = COMPLETE ]; do sleep 5; done

# Resource of a Route 53 Profile names-sqs-us-east-1-amazonaws-com
aws route53profiles associate-resource-to-profile \
  --region "$REGION_US_EAST_1" \
  --name names-sqs-us-east-1-amazonaws-com \
  --profile-id "$rp_us_east_1_names" \
  --resource-arn "arn:aws:route53:::hostedzone/${zone_us_east_1_sqs_us_east_1_amazonaws_com#/hostedzone/}" \
  --query ProfileResourceAssociation.Id --output text

# Resource of a Route 53 Profile names-sqs
aws route53profiles associate-resource-to-profile \
  --region "$REGION_US_EAST_1" \
  --name names-sqs \
  --profile-id "$rp_us_east_1_names" \
  --resource-arn "arn:aws:ec2:$REGION_US_EAST_1:$(aws sts get-caller-identity --region "$REGION_US_EAST_1" --query Account --output text):vpc-endpoint/$vpce_main_sqs" \
  --query ProfileResourceAssociation.Id --output text

# Association of a Route 53 Profile names-main
aws route53profiles associate-profile \
  --region "$REGION_US_EAST_1" \
  --name names-main \
  --profile-id "$rp_us_east_1_names" \
  --resource-id "$vpc_main" \
  --query ProfileAssociation.Id --output text

# Network Load Balancer orders in main
nlb_main_orders=$(aws elbv2 create-load-balancer \
  --region "$REGION_US_EAST_1" \
  --name vd-3151698618-68 \
  --type network \
  --scheme internal \
  --subnets "$subnet_main_public_a" \
  --tags '[{"Key":"Name","Value":"orders"},{"Key":"Project","Value":"shop"}]' \
  --query 'LoadBalancers[0].LoadBalancerArn' --output text)

# Target group orders in main
tg_main_orders=$(aws elbv2 create-target-group \
  --region "$REGION_US_EAST_1" \
  --name vd-3151698618-69 \
  --protocol TCP \
  --port 8443 \
  --target-type ip \
  --vpc-id "$vpc_main" \
  --tags '[{"Key":"Name","Value":"orders"},{"Key":"Project","Value":"shop"}]' \
  --query 'TargetGroups[0].TargetGroupArn' --output text)

# Listener orders in main
aws elbv2 create-listener \
  --region "$REGION_US_EAST_1" \
  --load-balancer-arn "$nlb_main_orders" \
  --protocol TCP \
  --port 8443 \
  --default-actions "Type=forward,TargetGroupArn=$tg_main_orders" \
  --tags '[{"Key":"Name","Value":"orders"},{"Key":"Project","Value":"shop"}]' \
  --query 'Listeners[0].ListenerArn' --output text

# Endpoint service orders in main
aws elbv2 wait load-balancer-available \
  --region "$REGION_US_EAST_1" \
  --load-balancer-arns "$nlb_main_orders"
vpcesvc_main_orders=$(aws ec2 create-vpc-endpoint-service-configuration \
  --region "$REGION_US_EAST_1" \
  --network-load-balancer-arns "$nlb_main_orders" \
  --acceptance-required \
  --private-dns-name orders.example.com \
  --supported-regions us-east-1 eu-west-1 \
  --supported-ip-address-types ipv4 \
  --tag-specifications '[{"ResourceType":"vpc-endpoint-service","Tags":[{"Key":"Name","Value":"orders"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-service-71"},{"Key":"vpc-designer:state","Value":"576cbc5571bf0344"}]}]' \
  --query ServiceConfiguration.ServiceId --output text)
aws ec2 modify-vpc-endpoint-service-permissions \
  --region "$REGION_US_EAST_1" \
  --service-id "$vpcesvc_main_orders" \
  --add-allowed-principals arn:aws:iam::111122223333:root

# Gateway Load Balancer endpoint firewall in main
vpce_main_firewall=$(aws ec2 create-vpc-endpoint \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --service-name "com.amazonaws.vpce.$REGION_US_EAST_1.vpce-svc-0123456789abcdef1" \
  --vpc-endpoint-type GatewayLoadBalancer \
  --subnet-ids "$subnet_main_public_a" \
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"firewall"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-72"},{"Key":"vpc-designer:state","Value":"6725e003b457710e"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text)

# Route public-198-51-100-0-24 in main
aws ec2 create-route \
  --region "$REGION_US_EAST_1" \
  --route-table-id "$rtb_main_public" \
  --destination-cidr-block 198.51.100.0/24 \
  --vpc-endpoint-id "$vpce_main_firewall"

# Resource endpoint database in main
aws ec2 create-vpc-endpoint \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --resource-configuration-arn arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0 \
  --vpc-endpoint-type Resource \
  --subnet-ids "$subnet_main_public_a" \
  --security-group-ids "$sg_main_app" \
  --private-dns-enabled \
  --ip-address-type ipv4 \
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"database"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-74"},{"Key":"vpc-designer:state","Value":"f4d528bb6c4c1d64"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text

# Service network endpoint network in main
aws ec2 create-vpc-endpoint \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --service-network-arn arn:aws:vpc-lattice:us-east-1:111122223333:servicenetwork/sn-0123456789abcdef0 \
  --vpc-endpoint-type ServiceNetwork \
  --subnet-ids "$subnet_main_public_a" \
  --security-group-ids "$sg_main_app" \
  --private-dns-enabled \
  --ip-address-type ipv4 \
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"network"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-75"},{"Key":"vpc-designer:state","Value":"b06e9719a0bd7c9d"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text

# Interface endpoint kms-eu-central-1 in main
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
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"kms-eu-central-1"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-76"},{"Key":"vpc-designer:state","Value":"a0545c24b638103d"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text

# Interface endpoint orders in main
vpce_main_orders=$(aws ec2 create-vpc-endpoint \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --service-name "com.amazonaws.vpce.$REGION_US_EAST_1.$vpcesvc_main_orders" \
  --vpc-endpoint-type Interface \
  --subnet-ids "$subnet_main_public_a" \
  --security-group-ids "$sg_main_app" \
  --private-dns-enabled \
  --ip-address-type ipv4 \
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"orders"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-77"},{"Key":"vpc-designer:state","Value":"54747e2ec55ce600"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text)
aws ec2 accept-vpc-endpoint-connections \
  --region "$REGION_US_EAST_1" \
  --service-id "$vpcesvc_main_orders" \
  --vpc-endpoint-ids "$vpce_main_orders"

# Interface endpoint orders in recovery
aws ec2 create-vpc-endpoint \
  --region "$REGION_EU_WEST_1" \
  --vpc-id "$vpc_recovery" \
  --service-name "com.amazonaws.vpce.$REGION_US_EAST_1.$vpcesvc_main_orders" \
  --service-region us-east-1 \
  --vpc-endpoint-type Interface \
  --subnet-ids "$subnet_recovery_private_a" \
  --private-dns-enabled \
  --ip-address-type ipv4 \
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"orders"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-78"},{"Key":"vpc-designer:state","Value":"54747e2ec55ce600"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text
