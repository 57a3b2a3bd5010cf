resource "aws_route53_zone" "us_east_1" {
  for_each = {
    "sqs-us-east-1-amazonaws-com" = {
      domain = "sqs.us-east-1.amazonaws.com"
      vpcs = [
        {
          vpc_id     = aws_vpc.main.id
          vpc_region = "us-east-1"
        },
        {
          vpc_id     = aws_vpc.recovery.id
          vpc_region = "eu-west-1"
        },
      ]
    }
  }

  name = each.value.domain

  tags = {
    Name = each.key
  }

  dynamic "vpc" {
    for_each = each.value.vpcs

    content {
      vpc_id     = vpc.value.vpc_id
      vpc_region = vpc.value.vpc_region
    }
  }
}

resource "aws_route53_record" "us_east_1" {
  for_each = {
    "sqs-us-east-1-amazonaws-com" = {
      zone_id     = aws_route53_zone.us_east_1["sqs-us-east-1-amazonaws-com"].zone_id
      record_name = "sqs.us-east-1.amazonaws.com"
      type        = "A"
      alias = {
        name                   = aws_vpc_endpoint.main_interface["sqs"].dns_entry[0].dns_name
        zone_id                = aws_vpc_endpoint.main_interface["sqs"].dns_entry[0].hosted_zone_id
        evaluate_target_health = false
      }
    }
    "db" = {
      zone_id     = aws_route53_zone.us_east_1["sqs-us-east-1-amazonaws-com"].zone_id
      record_name = "db.sqs.us-east-1.amazonaws.com"
      type        = "A"
      ttl         = 300
      records     = ["10.0.0.5", "10.0.0.6"]
    }
    "all" = {
      zone_id     = aws_route53_zone.us_east_1["sqs-us-east-1-amazonaws-com"].zone_id
      record_name = "*.sqs.us-east-1.amazonaws.com"
      type        = "CNAME"
      ttl         = 300
      records     = ["queue.example.com"]
    }
  }

  zone_id = each.value.zone_id
  name    = each.value.record_name
  type    = each.value.type
  ttl     = lookup(each.value, "ttl", null)
  records = lookup(each.value, "records", null)

  dynamic "alias" {
    for_each = lookup(each.value, "alias", null)[*]

    content {
      name                   = lookup(alias.value, "name", null)
      zone_id                = lookup(alias.value, "zone_id", null)
      evaluate_target_health = lookup(alias.value, "evaluate_target_health", null)
    }
  }
}

resource "aws_route53profiles_profile" "us_east_1" {
  for_each = {
    "names" = {
      profile_name = "names"
    }
  }

  name = each.value.profile_name

  tags = {
    Name = each.key
  }
}

resource "aws_route53profiles_resource_association" "us_east_1" {
  for_each = {
    "names-sqs-us-east-1-amazonaws-com" = {
      association_name = "names-sqs-us-east-1-amazonaws-com"
      profile_id       = aws_route53profiles_profile.us_east_1["names"].id
      resource_arn     = aws_route53_zone.us_east_1["sqs-us-east-1-amazonaws-com"].arn
    }
    "names-sqs" = {
      association_name = "names-sqs"
      profile_id       = aws_route53profiles_profile.us_east_1["names"].id
      resource_arn     = aws_vpc_endpoint.main_interface["sqs"].arn
    }
  }

  name         = each.value.association_name
  profile_id   = each.value.profile_id
  resource_arn = each.value.resource_arn
}

resource "aws_route53profiles_association" "us_east_1" {
  for_each = {
    "names-main" = {
      association_name = "names-main"
      profile_id       = aws_route53profiles_profile.us_east_1["names"].id
      resource_id      = aws_vpc.main.id
    }
  }

  name        = each.value.association_name
  profile_id  = each.value.profile_id
  resource_id = each.value.resource_id
}

resource "aws_route53_resolver_endpoint" "main" {
  for_each = {
    "dns-inbound" = {
      ip_addresses = [
        {
          subnet_id = aws_subnet.main["private-a"].id
        },
        {
          subnet_id = aws_subnet.main["private-b"].id
        },
      ]
    }
  }

  direction          = "INBOUND"
  security_group_ids = [aws_security_group.main["app"].id]

  tags = {
    Name = each.key
  }

  dynamic "ip_address" {
    for_each = each.value.ip_addresses

    content {
      subnet_id = ip_address.value.subnet_id
    }
  }
}
