resource "aws_ec2_transit_gateway" "us_east_1" {
  for_each = toset([
    "transit",
  ])

  default_route_table_association = "enable"
  default_route_table_propagation = "enable"
  dns_support                     = "enable"

  tags = {
    Name = each.key
  }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "main" {
  for_each = {
    "transit-main" = {
      transit_gateway_id = aws_ec2_transit_gateway.us_east_1["transit"].id
    }
  }

  transit_gateway_id     = each.value.transit_gateway_id
  vpc_id                 = aws_vpc.main.id
  subnet_ids             = [aws_subnet.main["private-a"].id, aws_subnet.main["private-b"].id]
  appliance_mode_support = "disable"
  dns_support            = "enable"

  tags = {
    Name = each.key
  }
}

resource "aws_vpc_peering_connection" "main" {
  for_each = {
    "main-recovery" = {
      peer_vpc_id = aws_vpc.recovery.id
      peer_region = "eu-west-1"
    }
  }

  vpc_id      = aws_vpc.main.id
  peer_vpc_id = each.value.peer_vpc_id
  peer_region = each.value.peer_region

  tags = {
    Name = each.key
  }
}

resource "aws_vpc_peering_connection_options" "main" {
  for_each = {
    "main-recovery" = {
      vpc_peering_connection_id = aws_vpc_peering_connection_accepter.recovery["main-recovery"].id
    }
  }

  vpc_peering_connection_id = each.value.vpc_peering_connection_id

  requester {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_vpc_peering_connection_accepter" "recovery" {
  for_each = {
    "main-recovery" = {
      vpc_peering_connection_id = aws_vpc_peering_connection.main["main-recovery"].id
    }
  }

  provider = aws.eu_west_1

  vpc_peering_connection_id = each.value.vpc_peering_connection_id
  auto_accept               = true

  tags = {
    Name = each.key
  }

  accepter {
    allow_remote_vpc_dns_resolution = false
  }
}

resource "aws_customer_gateway" "us_east_1" {
  for_each = {
    "office" = {
      ip_address = "203.0.113.10"
    }
  }

  bgp_asn    = "65000"
  ip_address = each.value.ip_address
  type       = "ipsec.1"

  tags = {
    Name = each.key
  }
}

resource "aws_vpn_connection" "us_east_1" {
  for_each = {
    "office-to-main" = {
      customer_gateway_id = aws_customer_gateway.us_east_1["office"].id
      vpn_gateway_id      = aws_vpn_gateway.main["main"].id
    }
    "office-to-transit" = {
      customer_gateway_id = aws_customer_gateway.us_east_1["office"].id
      transit_gateway_id  = aws_ec2_transit_gateway.us_east_1["transit"].id
    }
  }

  customer_gateway_id = each.value.customer_gateway_id
  vpn_gateway_id      = lookup(each.value, "vpn_gateway_id", null)
  transit_gateway_id  = lookup(each.value, "transit_gateway_id", null)
  static_routes_only  = false
  type                = "ipsec.1"

  tags = {
    Name = each.key
  }
}
