# globalAccelerator: one address everywhere, and the weights as traffic dials.

locals {
  # A share of the whole in percent, as weights need not total 100.
  total = sum(concat([0], values(local.weights)))
  dials = { for region, weight in local.weights : region => local.total > 0 ? 100 * weight / local.total : 0 }
}

# The service's own API is in us-west-2, wherever its endpoints are.
resource "aws_globalaccelerator_accelerator" "edge" {
  provider = aws.us_west_2
  count    = local.accelerated ? 1 : 0

  name            = var.name
  ip_address_type = "IPV4"
  enabled         = true
  tags            = { parallax = var.name }

  depends_on = [terraform_data.requirements]
}

resource "aws_globalaccelerator_listener" "edge" {
  provider = aws.us_west_2
  count    = local.accelerated ? 1 : 0

  accelerator_arn = aws_globalaccelerator_accelerator.edge[0].arn
  protocol        = "TCP"

  port_range {
    from_port = var.port
    to_port   = var.port
  }
}

# A load balancer's own health checks count: those of the group are for other endpoints.
resource "aws_globalaccelerator_endpoint_group" "region" {
  provider = aws.us_west_2
  for_each = local.dials

  listener_arn            = aws_globalaccelerator_listener.edge[0].arn
  endpoint_group_region   = each.key
  traffic_dial_percentage = each.value

  endpoint_configuration {
    endpoint_id = lookup(var.load_balancer_arns, each.key, null)
  }
}
