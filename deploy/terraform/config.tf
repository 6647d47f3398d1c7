# What the configuration says, with the defaults that the apps have.

locals {
  config = yamldecode(file("${path.root}/${var.config_file}"))

  control_plane = try(local.config.controlPlane, {})
  served        = try(local.control_plane.regions, [for region in local.config.regions : region.id])
  regions       = { for region in local.config.regions : region.id => region if contains(local.served, region.id) }

  # In the order of the configuration: the first of a pair asks for the peering, the second accepts it.
  order = [for region in local.config.regions : region.id if contains(local.served, region.id)]

  # Those with a provider and a module.
  supported = ["us-east-1", "us-west-2", "eu-west-1", "ap-south-1"]

  private = [for id in local.order : id if try(local.regions[id].privateLink, false)]
  # Host, port and path of each endpoint: a URL without port has that of its scheme.
  endpoints = {
    for id, region in local.regions : id => {
      scheme = regex("^(https?)://", region.endpoint)[0]
      host   = regex("^https?://([^/:]+)", region.endpoint)[0]
      port   = try(tonumber(regex("^https?://[^/:]+:([0-9]+)", region.endpoint)[0]), startswith(region.endpoint, "https") ? 443 : 80)
      path   = try(trimsuffix(regex("^https?://[^/]+(/.*)$", region.endpoint)[0], "/"), "")
    } if try(region.endpoint, null) != null
  }

  balancer    = try(local.control_plane.loadBalancer, null)
  health_path = try(local.balancer.healthCheck.path, "/health/ready")
  balancing   = try(local.balancer.type, "geoDNS")
  has_domain  = local.balancer != null && var.domain != ""

  accelerated = try(local.config.globalAccelerator.enabled, false)
  weights     = { for endpoint in try(local.config.globalAccelerator.endpoints, []) : endpoint.region => endpoint.weight if local.accelerated }
}

# Says what is missing before anything is made.
resource "terraform_data" "requirements" {
  lifecycle {
    precondition {
      condition     = length(setsubtract(local.order, local.supported)) == 0
      error_message = "No provider for ${join(", ", setsubtract(local.order, local.supported))}: add it in providers.tf, regions.tf and local.supported."
    }
    precondition {
      condition     = length(setsubtract(local.order, keys(var.vpcs))) == 0
      error_message = "No VPC of ${join(", ", setsubtract(local.order, keys(var.vpcs)))}: add it to vpcs."
    }
    precondition {
      condition     = length(setsubtract(local.private, keys(local.endpoints))) == 0
      error_message = "privateLink needs the endpoint of ${join(", ", setsubtract(local.private, keys(local.endpoints)))}: give regions[].endpoint."
    }
    precondition {
      condition     = length(setsubtract(local.private, keys(var.load_balancer_arns))) == 0
      error_message = "privateLink needs the load balancer of ${join(", ", setsubtract(local.private, keys(var.load_balancer_arns)))}: add it to load_balancer_arns."
    }
    precondition {
      condition     = length(setsubtract(keys(local.weights), keys(var.load_balancer_arns))) == 0
      error_message = "globalAccelerator needs the load balancer of ${join(", ", setsubtract(keys(local.weights), keys(var.load_balancer_arns)))}: add it to load_balancer_arns."
    }
    precondition {
      condition     = !local.has_domain || local.balancing != "anycast" || local.accelerated
      error_message = "controlPlane.loadBalancer.type: anycast needs globalAccelerator.enabled: true, of which the address is."
    }
  }
}
