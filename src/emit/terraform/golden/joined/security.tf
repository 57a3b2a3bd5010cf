data "aws_ec2_managed_prefix_list" "us_east_1" {
  for_each = {
    "s3" = "com.amazonaws.us-east-1.s3"
  }

  name = each.value
}

resource "aws_security_group" "main" {
  for_each = {
    "app" = {
      description = "Application servers"
    }
    "endpoints" = {
      description = "Interface endpoints"
    }
  }

  name_prefix = "main-${each.key}-"
  description = each.value.description
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = each.key
  }

  lifecycle {
    # A group in use cannot be deleted: its successor must take over first, so names end in a suffix.
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "main" {
  for_each = {
    "endpoints-ingress-vpc" = {
      security_group_id = aws_security_group.main["endpoints"].id
      description       = "HTTPS from the VPC"
      cidr_ipv4         = "10.0.0.0/16"
    }
    "endpoints-ingress-app" = {
      security_group_id            = aws_security_group.main["endpoints"].id
      referenced_security_group_id = aws_security_group.main["app"].id
    }
    "endpoints-ingress-ipv6" = {
      security_group_id = aws_security_group.main["app"].id
      description       = "HTTPS over IPv6"
      cidr_ipv6         = "::/0"
    }
  }

  security_group_id            = each.value.security_group_id
  description                  = lookup(each.value, "description", null)
  cidr_ipv4                    = lookup(each.value, "cidr_ipv4", null)
  cidr_ipv6                    = lookup(each.value, "cidr_ipv6", null)
  referenced_security_group_id = lookup(each.value, "referenced_security_group_id", null)
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443

  tags = {
    Name = each.key
  }
}

resource "aws_vpc_security_group_egress_rule" "main" {
  for_each = {
    "app-egress-endpoints" = {
      security_group_id            = aws_security_group.main["app"].id
      description                  = "HTTPS to endpoints"
      referenced_security_group_id = aws_security_group.main["endpoints"].id
      ip_protocol                  = "tcp"
      from_port                    = 443
      to_port                      = 443
    }
    "app-egress-s3" = {
      security_group_id = aws_security_group.main["app"].id
      description       = "HTTPS to S3"
      prefix_list_id    = data.aws_ec2_managed_prefix_list.us_east_1["s3"].id
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
    }
    "app-egress-all" = {
      security_group_id = aws_security_group.main["app"].id
      description       = "Everything else"
      cidr_ipv4         = "0.0.0.0/0"
      ip_protocol       = "-1"
    }
  }

  security_group_id            = each.value.security_group_id
  description                  = each.value.description
  cidr_ipv4                    = lookup(each.value, "cidr_ipv4", null)
  prefix_list_id               = lookup(each.value, "prefix_list_id", null)
  referenced_security_group_id = lookup(each.value, "referenced_security_group_id", null)
  ip_protocol                  = each.value.ip_protocol
  from_port                    = lookup(each.value, "from_port", null)
  to_port                      = lookup(each.value, "to_port", null)

  tags = {
    Name = each.key
  }
}

resource "aws_network_acl" "main" {
  for_each = toset([
    "guard",
  ])

  vpc_id = aws_vpc.main.id

  tags = {
    Name = each.key
  }
}

resource "aws_network_acl_rule" "main" {
  for_each = {
    "guard-in-100" = {
      network_acl_id = aws_network_acl.main["guard"].id
      rule_number    = 100
      egress         = false
      rule_action    = "allow"
      protocol       = "tcp"
      cidr_block     = "0.0.0.0/0"
      from_port      = 1024
      to_port        = 65535
    }
    "guard-in-200" = {
      network_acl_id = aws_network_acl.main["guard"].id
      rule_number    = 200
      egress         = false
      rule_action    = "deny"
      protocol       = "-1"
      cidr_block     = "0.0.0.0/0"
    }
    "guard-out-100" = {
      network_acl_id = aws_network_acl.main["guard"].id
      rule_number    = 100
      egress         = true
      rule_action    = "allow"
      protocol       = "-1"
      cidr_block     = "0.0.0.0/0"
    }
    "guard-in-110" = {
      network_acl_id  = aws_network_acl.main["guard"].id
      rule_number     = 110
      egress          = false
      rule_action     = "allow"
      protocol        = "-1"
      ipv6_cidr_block = "::/0"
    }
  }

  network_acl_id  = each.value.network_acl_id
  rule_number     = each.value.rule_number
  egress          = each.value.egress
  rule_action     = each.value.rule_action
  protocol        = each.value.protocol
  cidr_block      = lookup(each.value, "cidr_block", null)
  ipv6_cidr_block = lookup(each.value, "ipv6_cidr_block", null)
  from_port       = lookup(each.value, "from_port", null)
  to_port         = lookup(each.value, "to_port", null)
}

resource "aws_network_acl_association" "main" {
  for_each = {
    "private-a" = {
      network_acl_id = aws_network_acl.main["guard"].id
      subnet_id      = aws_subnet.main["private-a"].id
    }
  }

  network_acl_id = each.value.network_acl_id
  subnet_id      = each.value.subnet_id
}

resource "aws_security_group" "recovery" {
  for_each = {
    "endpoints" = {
      description = "Interface endpoints"
    }
  }

  provider = aws.eu_west_1

  name_prefix = "recovery-${each.key}-"
  description = each.value.description
  vpc_id      = aws_vpc.recovery.id

  tags = {
    Name = each.key
  }

  lifecycle {
    # A group in use cannot be deleted: its successor must take over first, so names end in a suffix.
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "recovery" {
  for_each = {
    "endpoints-ingress-vpc" = {
      security_group_id = aws_security_group.recovery["endpoints"].id
      description       = "HTTPS from the VPC"
      cidr_ipv4         = "10.20.0.0/16"
    }
  }

  provider = aws.eu_west_1

  security_group_id = each.value.security_group_id
  description       = each.value.description
  cidr_ipv4         = each.value.cidr_ipv4
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = {
    Name = each.key
  }
}
