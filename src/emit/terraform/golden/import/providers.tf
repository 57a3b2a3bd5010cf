# Regions are written out, not variables: Availability Zones and service names in the other files
# belong to them.
provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = var.tags
  }
}
