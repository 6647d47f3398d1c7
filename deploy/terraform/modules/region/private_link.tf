# privateLink: the region offers its load balancer as a service, and is reached in every other region
# by an endpoint in that region's VPC, under the host that the configuration gives it.

locals {
  offers_service = contains(var.network.private, var.region)
  others         = setsubtract(var.network.order, [var.region])
  reached        = setintersection(var.network.private, local.others)
}

resource "aws_vpc_endpoint_service" "own" {
  count = local.offers_service ? 1 : 0

  network_load_balancer_arns = [var.load_balancer_arn]
  acceptance_required        = false
  supported_regions          = local.others

  tags = {
    Name     = "${var.network.name} ${var.region}"
    parallax = var.network.name
  }
}

resource "aws_security_group" "private" {
  count = length(local.reached) > 0 ? 1 : 0

  name        = "${var.network.name}-private-link"
  description = "Who may use the private endpoints of other regions"
  vpc_id      = local.vpc.id

  ingress {
    description = "From this VPC"
    protocol    = "tcp"
    from_port   = var.network.port
    to_port     = var.network.port
    cidr_blocks = [local.vpc.cidr]
  }

  tags = { parallax = var.network.name }
}

resource "aws_vpc_endpoint" "to" {
  for_each = local.reached

  vpc_id             = local.vpc.id
  vpc_endpoint_type  = "Interface"
  service_name       = var.offers[each.key].service
  service_region     = each.key
  subnet_ids         = local.vpc.subnet_ids
  security_group_ids = [aws_security_group.private[0].id]

  tags = {
    Name     = "${var.network.name} ${var.region} ${each.key}"
    parallax = var.network.name
  }
}

# Seen in this VPC only: the region's host leads to the endpoint.
resource "aws_route53_zone" "private" {
  for_each = local.reached

  name    = var.network.hosts[each.key]
  comment = "${each.key} as it is reached from ${var.region}"

  vpc {
    vpc_id     = local.vpc.id
    vpc_region = var.region
  }

  tags = { parallax = var.network.name }
}

resource "aws_route53_record" "private" {
  for_each = local.reached

  zone_id = aws_route53_zone.private[each.key].zone_id
  name    = var.network.hosts[each.key]
  type    = "A"

  alias {
    name                   = aws_vpc_endpoint.to[each.key].dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.to[each.key].dns_entry[0].hosted_zone_id
    evaluate_target_health = false
  }
}
