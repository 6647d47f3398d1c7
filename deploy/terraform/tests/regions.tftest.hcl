# Plans without an account: every provider is a mock.

mock_provider "aws" {
  alias = "us_east_1"

  mock_resource "aws_vpc_endpoint" {
    defaults = {
      dns_entry = [{ dns_name = "vpce.example.com", hosted_zone_id = "Z1" }]
    }
  }
}

mock_provider "aws" {
  alias = "us_west_2"

  mock_resource "aws_vpc_endpoint" {
    defaults = {
      dns_entry = [{ dns_name = "vpce.example.com", hosted_zone_id = "Z1" }]
    }
  }
}

mock_provider "aws" {
  alias = "eu_west_1"

  mock_resource "aws_vpc_endpoint" {
    defaults = {
      dns_entry = [{ dns_name = "vpce.example.com", hosted_zone_id = "Z1" }]
    }
  }
}

mock_provider "aws" {
  alias = "ap_south_1"

  mock_resource "aws_vpc_endpoint" {
    defaults = {
      dns_entry = [{ dns_name = "vpce.example.com", hosted_zone_id = "Z1" }]
    }
  }
}

variables {
  domain  = "parallax.example.com"
  zone_id = "Z0123456789ABCDEFGHIJ"
  vpcs = {
    us-east-1  = { id = "vpc-1", cidr = "10.1.0.0/16", route_table_ids = ["rtb-1a", "rtb-1b"], subnet_ids = ["subnet-1"] }
    us-west-2  = { id = "vpc-2", cidr = "10.2.0.0/16", route_table_ids = ["rtb-2"], subnet_ids = ["subnet-2"] }
    eu-west-1  = { id = "vpc-3", cidr = "10.3.0.0/16", route_table_ids = ["rtb-3"], subnet_ids = ["subnet-3"] }
    ap-south-1 = { id = "vpc-4", cidr = "10.4.0.0/16", route_table_ids = ["rtb-4"], subnet_ids = ["subnet-4"] }
  }
  load_balancer_arns = {
    us-east-1  = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/a/0123456789abcdef"
    eu-west-1  = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/b/0123456789abcdef"
    ap-south-1 = "arn:aws:elasticloadbalancing:ap-south-1:123456789012:loadbalancer/net/c/0123456789abcdef"
  }
}

run "joins_three_regions" {
  command = plan

  variables {
    config_file = "tests/configs/three-regions.yaml"
  }

  # Peerings: every pair once, accepted by the other side, with routes on both.
  assert {
    condition     = length(output.peerings) == 3
    error_message = "Three regions make three pairs, not ${length(output.peerings)}."
  }
  assert {
    condition     = output.peerings == tolist(["eu-west-1>ap-south-1", "us-east-1>ap-south-1", "us-east-1>eu-west-1"])
    error_message = "Other pairs: ${join(", ", output.peerings)}"
  }
  assert {
    condition     = output.accepted_peerings == output.peerings
    error_message = "Accepted are others: ${join(", ", output.accepted_peerings)}"
  }
  # Two route tables in us-east-1, one in each other region, each with two peers.
  assert {
    condition     = module.us_east_1[0].routes == 4 && module.eu_west_1[0].routes == 2 && module.ap_south_1[0].routes == 2
    error_message = "A route table lacks a route to a peer."
  }
  assert {
    condition     = length(module.us_west_2) == 0
    error_message = "A region that is not configured got something."
  }

  # Weights of globalAccelerator are traffic dials.
  assert {
    condition     = output.traffic_dials["us-east-1"] == 50 && output.traffic_dials["eu-west-1"] == 30 && output.traffic_dials["ap-south-1"] == 20
    error_message = "Other dials: ${jsonencode(output.traffic_dials)}"
  }
  assert {
    condition     = alltrue([for region, group in aws_globalaccelerator_endpoint_group.region : one(group.endpoint_configuration).endpoint_id == var.load_balancer_arns[region]])
    error_message = "A region's group leads to another region's load balancer."
  }

  # controlPlane.loadBalancer: latency records, and the path of its health check.
  assert {
    condition = output.health_checks == {
      us-east-1  = "https://us-east.parallax.example.com:443/health/ready"
      eu-west-1  = "https://eu-west.parallax.example.com:8443/health/ready"
      ap-south-1 = "https://ap-south.parallax.example.com:443/parallax/health/ready"
    }
    error_message = "Other checks: ${jsonencode(output.health_checks)}"
  }
  assert {
    condition     = alltrue([for region, record in aws_route53_record.nearest : record.latency_routing_policy[0].region == region && record.set_identifier == region && record.name == "parallax.example.com"])
    error_message = "A record is not that of its region."
  }
  assert {
    condition     = tolist(aws_route53_record.nearest["eu-west-1"].records) == tolist(["eu-west.parallax.example.com"])
    error_message = "The record leads elsewhere."
  }
}

run "reaches_private_regions_from_every_other" {
  # With made-up ids, so that it shows whose id arrives where.
  command = apply

  variables {
    config_file = "tests/configs/private-regions.yaml"
  }

  assert {
    condition = output.private_endpoints == tolist([
      "ap-south-1>eu-west-1", "ap-south-1>us-east-1", "eu-west-1>us-east-1",
      "us-east-1>eu-west-1", "us-west-2>eu-west-1", "us-west-2>us-east-1",
    ])
    error_message = "Other connections: ${join(", ", output.private_endpoints)}"
  }
  assert {
    condition     = length(output.peerings) == 6
    error_message = "Four regions make six pairs, not ${length(output.peerings)}."
  }
  # The internet reaches one region, and nothing is accelerated.
  assert {
    condition     = keys(output.health_checks) == ["us-west-2"] && length(output.traffic_dials) == 0
    error_message = "Other checks or dials: ${jsonencode(output.health_checks)} ${jsonencode(output.traffic_dials)}"
  }
  assert {
    condition     = alltrue([for name, id in module.ap_south_1[0].accepted_ids : id == local.offers[name].connections["ap-south-1"]])
    error_message = "A region accepts another connection than the one that was asked for."
  }
  assert {
    condition     = length(module.ap_south_1[0].accepted_ids) == 3
    error_message = "The last region accepts all of its peerings."
  }
}

run "leads_the_name_to_the_accelerator" {
  command = plan

  variables {
    config_file = "tests/configs/anycast.yaml"
  }

  assert {
    condition     = length(aws_route53_record.anycast) == 1 && length(aws_route53_record.nearest) == 0
    error_message = "The name does not lead to the accelerator alone."
  }
  assert {
    condition     = output.traffic_dials["us-east-1"] == 100 && output.traffic_dials["eu-west-1"] == 0
    error_message = "Other dials: ${jsonencode(output.traffic_dials)}"
  }
  assert {
    condition     = output.peerings == tolist(["us-east-1>eu-west-1"])
    error_message = "A region that is not served is peered: ${join(", ", output.peerings)}"
  }
}

run "makes_nothing_but_peerings_without_more" {
  command = plan

  variables {
    config_file        = "tests/configs/plain.yaml"
    load_balancer_arns = {}
    domain             = ""
    zone_id            = ""
  }

  assert {
    condition     = length(output.peerings) == 1 && length(output.private_endpoints) == 0 && length(output.traffic_dials) == 0 && length(output.health_checks) == 0
    error_message = "There is more than a peering."
  }
}

run "asks_for_the_load_balancers_that_it_needs" {
  command = plan

  variables {
    config_file        = "tests/configs/three-regions.yaml"
    load_balancer_arns = {}
  }

  expect_failures = [terraform_data.requirements]
}

run "refuses_regions_without_a_provider" {
  command = plan

  variables {
    config_file = "tests/configs/unknown-region.yaml"
  }

  expect_failures = [terraform_data.requirements]
}

run "refuses_overlapping_networks" {
  command = plan

  variables {
    config_file = "tests/configs/plain.yaml"
    vpcs = {
      us-east-1 = { id = "vpc-1", cidr = "10.1.0.0/16", route_table_ids = [], subnet_ids = [] }
      eu-west-1 = { id = "vpc-3", cidr = "10.1.0.0/16", route_table_ids = [], subnet_ids = [] }
    }
  }

  expect_failures = [var.vpcs]
}
