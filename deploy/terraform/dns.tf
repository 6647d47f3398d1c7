# controlPlane.loadBalancer: one name, which leads to the region that is nearest by latency and
# answers at the health check's path (geoDNS), or to the accelerator (anycast).

locals {
  # Route 53 asks from the internet: what only private networks reach, it cannot judge.
  public = { for id, endpoint in local.endpoints : id => endpoint if local.has_domain && local.balancing == "geoDNS" && !contains(local.private, id) }
}

resource "aws_route53_health_check" "region" {
  provider = aws.us_east_1
  for_each = local.public

  type              = upper(each.value.scheme)
  fqdn              = each.value.host
  port              = each.value.port
  resource_path     = "${each.value.path}${local.health_path}"
  request_interval  = 10
  failure_threshold = 3

  tags = {
    Name     = "${var.name} ${each.key}"
    parallax = var.name
  }

  depends_on = [terraform_data.requirements]
}

resource "aws_route53_record" "nearest" {
  provider = aws.us_east_1
  for_each = local.public

  zone_id         = var.zone_id
  name            = var.domain
  type            = "CNAME"
  ttl             = 30
  records         = [each.value.host]
  set_identifier  = each.key
  health_check_id = aws_route53_health_check.region[each.key].id

  latency_routing_policy {
    region = each.key
  }
}

resource "aws_route53_record" "anycast" {
  provider = aws.us_east_1
  count    = local.has_domain && local.balancing == "anycast" && local.accelerated ? 1 : 0

  zone_id = var.zone_id
  name    = var.domain
  type    = "A"

  alias {
    name                   = aws_globalaccelerator_accelerator.edge[0].dns_name
    zone_id                = aws_globalaccelerator_accelerator.edge[0].hosted_zone_id
    evaluate_target_health = false
  }
}
