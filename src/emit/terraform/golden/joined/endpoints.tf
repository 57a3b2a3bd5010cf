data "aws_partition" "current" {}

resource "aws_vpc_endpoint" "main_gateway" {
  for_each = {
    # app in private-a calls s3.
    # A gateway endpoint is free and keeps S3 traffic off the NAT gateway.
    "s3" = {
      service_name = "com.amazonaws.us-east-1.s3"
    }
  }

  vpc_id            = aws_vpc.main.id
  service_name      = each.value.service_name
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.main["private"].id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnBuckets"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["s3:GetObject", "s3:PutObject"]
        Resource  = "arn:${data.aws_partition.current.partition}:s3:::shop-*/*"
        Condition = {
          StringEquals = {
            "aws:PrincipalAccount" = "$${aws:ResourceAccount}"
          }
        }
      },
    ]
  })

  tags = {
    Name = each.key
  }
}

resource "aws_vpc_endpoint" "main_interface" {
  for_each = {
    # app in private-a calls sqs.
    "sqs" = {
      service_name        = "com.amazonaws.us-east-1.sqs"
      subnet_ids          = [aws_subnet.main["private-a"].id, aws_subnet.main["private-b"].id]
      security_group_ids  = [aws_security_group.main["endpoints"].id]
      private_dns_enabled = true
      ip_address_type     = "ipv4"
    }
    "s3-inbound" = {
      service_name        = "com.amazonaws.us-east-1.s3"
      subnet_ids          = [aws_subnet.main["private-a"].id]
      security_group_ids  = [aws_security_group.main["endpoints"].id]
      private_dns_enabled = true
      ip_address_type     = "dualstack"
      dns_options = {
        dns_record_ip_type                             = "service-defined"
        private_dns_only_for_inbound_resolver_endpoint = true
      }
    }
    "partner" = {
      service_name        = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
      subnet_ids          = [aws_subnet.main["private-a"].id]
      security_group_ids  = [aws_security_group.main["endpoints"].id]
      private_dns_enabled = false
      auto_accept         = true
    }
    "kms-eu-central-1" = {
      service_name        = "com.amazonaws.eu-central-1.kms"
      service_region      = "eu-central-1"
      subnet_ids          = [aws_subnet.main["public-a"].id]
      security_group_ids  = [aws_security_group.main["app"].id]
      private_dns_enabled = true
      ip_address_type     = "ipv4"
    }
    "orders" = {
      service_name        = aws_vpc_endpoint_service.main["orders"].service_name
      subnet_ids          = [aws_subnet.main["public-a"].id]
      security_group_ids  = [aws_security_group.main["app"].id]
      private_dns_enabled = true
      ip_address_type     = "ipv4"
      auto_accept         = true
    }
  }

  vpc_id              = aws_vpc.main.id
  service_name        = each.value.service_name
  service_region      = lookup(each.value, "service_region", null)
  vpc_endpoint_type   = "Interface"
  subnet_ids          = each.value.subnet_ids
  security_group_ids  = each.value.security_group_ids
  private_dns_enabled = each.value.private_dns_enabled
  ip_address_type     = lookup(each.value, "ip_address_type", null)
  auto_accept         = lookup(each.value, "auto_accept", null)

  tags = {
    Name = each.key
  }

  dynamic "dns_options" {
    for_each = lookup(each.value, "dns_options", null)[*]

    content {
      dns_record_ip_type                             = lookup(dns_options.value, "dns_record_ip_type", null)
      private_dns_only_for_inbound_resolver_endpoint = lookup(dns_options.value, "private_dns_only_for_inbound_resolver_endpoint", null)
    }
  }

  # Private DNS for inbound Resolver endpoints only is refused where the service has no gateway
  # endpoint.
  depends_on = [aws_vpc_endpoint.main_gateway]
}

resource "aws_vpc_endpoint" "main_resource" {
  for_each = {
    "database" = {
      resource_configuration_arn = "arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0"
    }
  }

  vpc_id                     = aws_vpc.main.id
  resource_configuration_arn = each.value.resource_configuration_arn
  vpc_endpoint_type          = "Resource"
  subnet_ids                 = [aws_subnet.main["public-a"].id]
  security_group_ids         = [aws_security_group.main["app"].id]
  private_dns_enabled        = true
  ip_address_type            = "ipv4"

  tags = {
    Name = each.key
  }
}

resource "aws_vpc_endpoint" "main_service_network" {
  for_each = {
    "network" = {
      service_network_arn = "arn:aws:vpc-lattice:us-east-1:111122223333:servicenetwork/sn-0123456789abcdef0"
    }
  }

  vpc_id              = aws_vpc.main.id
  service_network_arn = each.value.service_network_arn
  vpc_endpoint_type   = "ServiceNetwork"
  subnet_ids          = [aws_subnet.main["public-a"].id]
  security_group_ids  = [aws_security_group.main["app"].id]
  private_dns_enabled = true
  ip_address_type     = "ipv4"

  tags = {
    Name = each.key
  }
}

resource "aws_vpc_endpoint" "main_gateway_load_balancer" {
  for_each = {
    "firewall" = {
      service_name = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef1"
    }
  }

  vpc_id            = aws_vpc.main.id
  service_name      = each.value.service_name
  vpc_endpoint_type = "GatewayLoadBalancer"
  subnet_ids        = [aws_subnet.main["public-a"].id]

  tags = {
    Name = each.key
  }
}

resource "aws_vpc_endpoint" "recovery_interface" {
  for_each = {
    "sqs" = {
      service_name       = "com.amazonaws.eu-west-1.sqs"
      security_group_ids = [aws_security_group.recovery["endpoints"].id]
    }
    "orders" = {
      service_name       = aws_vpc_endpoint_service.main["orders"].service_name
      service_region     = "us-east-1"
      security_group_ids = []
    }
  }

  provider = aws.eu_west_1

  vpc_id              = aws_vpc.recovery.id
  service_name        = each.value.service_name
  service_region      = lookup(each.value, "service_region", null)
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [aws_subnet.recovery["private-a"].id]
  security_group_ids  = each.value.security_group_ids
  private_dns_enabled = true
  ip_address_type     = "ipv4"

  tags = {
    Name = each.key
  }
}
