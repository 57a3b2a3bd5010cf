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
    # A group that is taken over keeps its own: AWS changes neither, and Terraform would replace the
    # group.
    ignore_changes = [description, name_prefix]
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
  }

  security_group_id            = each.value.security_group_id
  description                  = lookup(each.value, "description", null)
  cidr_ipv4                    = lookup(each.value, "cidr_ipv4", null)
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
