resource "aws_lb" "main" {
  for_each = toset([
    "orders",
  ])

  internal           = true
  load_balancer_type = "network"
  subnets            = [aws_subnet.main["public-a"].id]

  tags = {
    Name = each.key
  }
}

resource "aws_lb_target_group" "main" {
  for_each = toset([
    "orders",
  ])

  port        = 8443
  protocol    = "TCP"
  target_type = "ip"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = each.key
  }
}

resource "aws_lb_listener" "main" {
  for_each = {
    "orders" = {
      load_balancer_arn = aws_lb.main["orders"].id
    }
  }

  load_balancer_arn = each.value.load_balancer_arn
  port              = 8443
  protocol          = "TCP"

  tags = {
    Name = each.key
  }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main["orders"].id
  }
}

resource "aws_vpc_endpoint_service" "main" {
  for_each = {
    "orders" = {
      network_load_balancer_arns = [aws_lb.main["orders"].id]
    }
  }

  acceptance_required        = true
  network_load_balancer_arns = each.value.network_load_balancer_arns
  allowed_principals         = ["arn:aws:iam::111122223333:root"]
  private_dns_name           = "orders.example.com"
  supported_regions          = ["us-east-1", "eu-west-1"]
  supported_ip_address_types = ["ipv4"]

  tags = {
    Name = each.key
  }
}
