resource "aws_vpc" "main" {
  assign_generated_ipv6_cidr_block = true
  cidr_block                       = "10.0.0.0/16"
  enable_dns_hostnames             = true
  enable_dns_support               = true

  tags = {
    Name = "main"
  }
}

resource "aws_vpc_ipv4_cidr_block_association" "main" {
  for_each = {
    "n10-1-0-0-24" = {
      cidr_block = "10.1.0.0/24"
    }
  }

  vpc_id     = aws_vpc.main.id
  cidr_block = each.value.cidr_block
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name = "main"
  }
}

resource "aws_egress_only_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name = "main"
  }
}

resource "aws_vpn_gateway" "main" {
  for_each = toset([
    "main",
  ])

  vpc_id          = aws_vpc.main.id
  amazon_side_asn = "65001"

  tags = {
    Name = each.key
  }
}

resource "aws_subnet" "main" {
  for_each = {
    "public-a" = {
      cidr_block                      = "10.0.0.0/24"
      availability_zone               = "us-east-1a"
      ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 0)
      assign_ipv6_address_on_creation = true
      map_public_ip_on_launch         = true
    }
    "private-a" = {
      cidr_block                      = "10.0.10.0/24"
      availability_zone               = "us-east-1a"
      ipv6_cidr_block                 = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 18)
      assign_ipv6_address_on_creation = true
      map_public_ip_on_launch         = false
      tags = {
        Tier = "app"
      }
    }
    "private-b" = {
      cidr_block              = "10.0.11.0/24"
      availability_zone       = "us-east-1b"
      map_public_ip_on_launch = false
    }
    "overflow-b" = {
      cidr_block              = "10.1.0.0/26"
      availability_zone       = "us-east-1b"
      map_public_ip_on_launch = false
    }
  }

  vpc_id                          = aws_vpc.main.id
  cidr_block                      = each.value.cidr_block
  availability_zone               = each.value.availability_zone
  ipv6_cidr_block                 = lookup(each.value, "ipv6_cidr_block", null)
  assign_ipv6_address_on_creation = lookup(each.value, "assign_ipv6_address_on_creation", null)
  map_public_ip_on_launch         = each.value.map_public_ip_on_launch

  tags = merge(lookup(each.value, "tags", {}), {
    Name = each.key
  })

  # Some subnets lie in a secondary block, which must exist first.
  depends_on = [aws_vpc_ipv4_cidr_block_association.main]
}

resource "aws_eip" "main" {
  for_each = toset([
    "nat-a",
  ])

  domain = "vpc"

  tags = {
    Name = each.key
  }

  # A public address needs an attached internet gateway.
  depends_on = [aws_internet_gateway.main]
}

resource "aws_nat_gateway" "main" {
  for_each = {
    "nat-a" = {
      allocation_id = aws_eip.main["nat-a"].id
      subnet_id     = aws_subnet.main["public-a"].id
    }
  }

  allocation_id = each.value.allocation_id
  subnet_id     = each.value.subnet_id

  tags = {
    Name = each.key
  }

  # A public NAT gateway fails without an attached internet gateway.
  depends_on = [aws_internet_gateway.main]
}

resource "aws_route_table" "main" {
  for_each = toset([
    "public",
    "private",
  ])

  vpc_id = aws_vpc.main.id

  tags = {
    Name = each.key
  }
}

resource "aws_route" "main" {
  for_each = {
    "public-default" = {
      route_table_id         = aws_route_table.main["public"].id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = aws_internet_gateway.main.id
    }
    "private-default" = {
      route_table_id         = aws_route_table.main["private"].id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = aws_nat_gateway.main["nat-a"].id
    }
    "public-192-168-0-0-16" = {
      route_table_id         = aws_route_table.main["public"].id
      destination_cidr_block = "192.168.0.0/16"
      gateway_id             = aws_vpn_gateway.main["main"].id
    }
    "public-10-20-0-0-16" = {
      route_table_id            = aws_route_table.main["public"].id
      destination_cidr_block    = "10.20.0.0/16"
      vpc_peering_connection_id = aws_vpc_peering_connection.main["main-recovery"].id
    }
    "public-10-30-0-0-16" = {
      route_table_id         = aws_route_table.main["public"].id
      destination_cidr_block = "10.30.0.0/16"
      transit_gateway_id     = aws_ec2_transit_gateway.us_east_1["transit"].id
    }
    "public-198-51-100-0-24" = {
      route_table_id         = aws_route_table.main["public"].id
      destination_cidr_block = "198.51.100.0/24"
      vpc_endpoint_id        = aws_vpc_endpoint.main_gateway_load_balancer["firewall"].id
    }
  }

  route_table_id            = each.value.route_table_id
  destination_cidr_block    = each.value.destination_cidr_block
  gateway_id                = lookup(each.value, "gateway_id", null)
  nat_gateway_id            = lookup(each.value, "nat_gateway_id", null)
  transit_gateway_id        = lookup(each.value, "transit_gateway_id", null)
  vpc_endpoint_id           = lookup(each.value, "vpc_endpoint_id", null)
  vpc_peering_connection_id = lookup(each.value, "vpc_peering_connection_id", null)

  # A route to a Transit Gateway is refused while the VPC is not attached.
  depends_on = [aws_ec2_transit_gateway_vpc_attachment.main]
}

resource "aws_route" "main_ipv6" {
  for_each = {
    "public-default" = {
      route_table_id              = aws_route_table.main["public"].id
      destination_ipv6_cidr_block = "::/0"
      gateway_id                  = aws_internet_gateway.main.id
    }
    "public-2001-db8-32" = {
      route_table_id              = aws_route_table.main["public"].id
      destination_ipv6_cidr_block = "2001:db8::/32"
      egress_only_gateway_id      = aws_egress_only_internet_gateway.main.id
    }
  }

  route_table_id              = each.value.route_table_id
  destination_ipv6_cidr_block = each.value.destination_ipv6_cidr_block
  egress_only_gateway_id      = lookup(each.value, "egress_only_gateway_id", null)
  gateway_id                  = lookup(each.value, "gateway_id", null)
}

resource "aws_route_table_association" "main" {
  for_each = {
    "public-a"   = "public"
    "private-a"  = "private"
    "private-b"  = "private"
    "overflow-b" = "private"
  }

  subnet_id      = aws_subnet.main[each.key].id
  route_table_id = aws_route_table.main[each.value].id
}

resource "aws_vpc" "recovery" {
  provider = aws.eu_west_1

  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = {
    Name = "recovery"
  }
}

resource "aws_subnet" "recovery" {
  for_each = {
    "private-a" = {
      cidr_block        = "10.20.10.0/24"
      availability_zone = "eu-west-1a"
    }
  }

  provider = aws.eu_west_1

  vpc_id                  = aws_vpc.recovery.id
  cidr_block              = each.value.cidr_block
  availability_zone       = each.value.availability_zone
  map_public_ip_on_launch = false

  tags = {
    Name = each.key
  }
}

resource "aws_route_table" "recovery" {
  for_each = toset([
    "private",
  ])

  provider = aws.eu_west_1

  vpc_id = aws_vpc.recovery.id

  tags = {
    Name = each.key
  }
}

resource "aws_route" "recovery" {
  for_each = {
    "private-10-0-0-0-16" = {
      route_table_id            = aws_route_table.recovery["private"].id
      destination_cidr_block    = "10.0.0.0/16"
      vpc_peering_connection_id = aws_vpc_peering_connection_accepter.recovery["main-recovery"].id
    }
  }

  provider = aws.eu_west_1

  route_table_id            = each.value.route_table_id
  destination_cidr_block    = each.value.destination_cidr_block
  vpc_peering_connection_id = each.value.vpc_peering_connection_id
}

resource "aws_route_table_association" "recovery" {
  for_each = {
    "private-a" = "private"
  }

  provider = aws.eu_west_1

  subnet_id      = aws_subnet.recovery[each.key].id
  route_table_id = aws_route_table.recovery[each.value].id
}
