# One module a region: peerings and private connections are made from both sides, each by the
# provider of its own region.

locals {
  # What each region made for the others; one that the configuration does not name made nothing.
  wired = {
    "us-east-1"  = try(module.us_east_1[0].offers, null)
    "us-west-2"  = try(module.us_west_2[0].offers, null)
    "eu-west-1"  = try(module.eu_west_1[0].offers, null)
    "ap-south-1" = try(module.ap_south_1[0].offers, null)
  }
  offers = { for region, offer in local.wired : region => offer if offer != null }

  network = {
    name    = var.name
    order   = local.order
    vpcs    = var.vpcs
    private = local.private
    hosts   = { for id, endpoint in local.endpoints : id => endpoint.host }
    port    = var.port
  }
}

module "us_east_1" {
  source    = "./modules/region"
  count     = contains(local.order, "us-east-1") ? 1 : 0
  providers = { aws = aws.us_east_1 }

  region            = "us-east-1"
  network           = local.network
  load_balancer_arn = lookup(var.load_balancer_arns, "us-east-1", "")
  offers            = local.offers

  depends_on = [terraform_data.requirements]
}

module "us_west_2" {
  source    = "./modules/region"
  count     = contains(local.order, "us-west-2") ? 1 : 0
  providers = { aws = aws.us_west_2 }

  region            = "us-west-2"
  network           = local.network
  load_balancer_arn = lookup(var.load_balancer_arns, "us-west-2", "")
  offers            = local.offers

  depends_on = [terraform_data.requirements]
}

module "eu_west_1" {
  source    = "./modules/region"
  count     = contains(local.order, "eu-west-1") ? 1 : 0
  providers = { aws = aws.eu_west_1 }

  region            = "eu-west-1"
  network           = local.network
  load_balancer_arn = lookup(var.load_balancer_arns, "eu-west-1", "")
  offers            = local.offers

  depends_on = [terraform_data.requirements]
}

module "ap_south_1" {
  source    = "./modules/region"
  count     = contains(local.order, "ap-south-1") ? 1 : 0
  providers = { aws = aws.ap_south_1 }

  region            = "ap-south-1"
  network           = local.network
  load_balancer_arn = lookup(var.load_balancer_arns, "ap-south-1", "")
  offers            = local.offers

  depends_on = [terraform_data.requirements]
}
