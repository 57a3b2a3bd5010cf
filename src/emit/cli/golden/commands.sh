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

# VPC main
vpc_main=$(aws ec2 create-vpc \
  --region "$REGION_US_EAST_1" \
  --cidr-block 10.0.0.0/16 \
  --tag-specifications '[{"ResourceType":"vpc","Tags":[{"Key":"Name","Value":"main"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"vpc-1"},{"Key":"vpc-designer:state","Value":"acb41217f0a7af3f"}]}]' \
  --query Vpc.VpcId --output text)
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
  --availability-zone "${REGION_US_EAST_1}a" \
  --tag-specifications '[{"ResourceType":"subnet","Tags":[{"Key":"Name","Value":"public-a"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"subnet-4"},{"Key":"vpc-designer:state","Value":"b5f920691a0a7d55"}]}]' \
  --query Subnet.SubnetId --output text)
aws ec2 modify-subnet-attribute \
  --region "$REGION_US_EAST_1" \
  --subnet-id "$subnet_main_public_a" \
  --map-public-ip-on-launch

# Subnet private-a in main
subnet_main_private_a=$(aws ec2 create-subnet \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --cidr-block 10.0.10.0/24 \
  --availability-zone "${REGION_US_EAST_1}a" \
  --tag-specifications '[{"ResourceType":"subnet","Tags":[{"Key":"Name","Value":"private-a"},{"Key":"Project","Value":"shop"},{"Key":"Tier","Value":"app"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"subnet-5"},{"Key":"vpc-designer:state","Value":"b4a3fc9f95aa8fbc"}]}]' \
  --query Subnet.SubnetId --output text)

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
  --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]'

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
  --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]'

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
aws ec2 create-vpc-endpoint \
  --region "$REGION_US_EAST_1" \
  --vpc-id "$vpc_main" \
  --service-name "com.amazonaws.$REGION_US_EAST_1.sqs" \
  --vpc-endpoint-type Interface \
  --subnet-ids "$subnet_main_private_a" "$subnet_main_private_b" \
  --security-group-ids "$sg_main_endpoints" \
  --private-dns-enabled \
  --ip-address-type ipv4 \
  --tag-specifications '[{"ResourceType":"vpc-endpoint","Tags":[{"Key":"Name","Value":"sqs"},{"Key":"Project","Value":"shop"},{"Key":"vpc-designer:stack","Value":"shop-network"},{"Key":"vpc-designer:id","Value":"endpoint-22"},{"Key":"vpc-designer:state","Value":"2578f81df93e43e6"}]}]' \
  --query VpcEndpoint.VpcEndpointId --output text

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
