# The ids of what exists, to be taken over instead of made. Write in what there is, leave the rest
# empty, then: terraform plan -var-file=import.tfvars

import_ids = {
  # vpc-…
  "aws_vpc.main" = {
    "main" = ""
  }
  # vpc-cidr-assoc-…
  "aws_vpc_ipv4_cidr_block_association.main" = {
    "n10-1-0-0-24" = ""
  }
  # igw-…
  "aws_internet_gateway.main" = {
    "main" = ""
  }
  # subnet-…
  "aws_subnet.main" = {
    "public-a"   = ""
    "private-a"  = ""
    "private-b"  = ""
    "overflow-b" = ""
  }
  # eipalloc-…
  "aws_eip.main" = {
    "nat-a" = ""
  }
  # nat-…
  "aws_nat_gateway.main" = {
    "nat-a" = ""
  }
  # rtb-…
  "aws_route_table.main" = {
    "public"  = ""
    "private" = ""
  }
  # rtb-…_DESTINATION, such as rtb-…_0.0.0.0/0
  "aws_route.main" = {
    "public-default"  = ""
    "private-default" = ""
  }
  # subnet-…/rtb-…
  "aws_route_table_association.main" = {
    "public-a"   = ""
    "private-a"  = ""
    "private-b"  = ""
    "overflow-b" = ""
  }
  # sg-…
  "aws_security_group.main" = {
    "app"       = ""
    "endpoints" = ""
  }
  # vpce-…
  "aws_vpc_endpoint.main_gateway" = {
    "s3" = ""
  }
  # vpce-…
  "aws_vpc_endpoint.main_interface" = {
    "sqs"        = ""
    "s3-inbound" = ""
    "partner"    = ""
  }
  # sgr-…
  "aws_vpc_security_group_egress_rule.main" = {
    "app-egress-endpoints" = ""
    "app-egress-s3"        = ""
    "app-egress-all"       = ""
  }
  # sgr-…
  "aws_vpc_security_group_ingress_rule.main" = {
    "endpoints-ingress-vpc" = ""
    "endpoints-ingress-app" = ""
  }
}
