module "network" {
  source = "./modules/network"

  providers = {
    aws           = aws
    aws.eu_west_1 = aws.eu_west_1
  }
}
