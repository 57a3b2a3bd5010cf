output "bucket" {
  description = "make deploy BUCKET=…"
  value       = aws_s3_bucket.site.id
}

output "distribution" {
  description = "make deploy … DISTRIBUTION=…"
  value       = aws_cloudfront_distribution.site.id
}

output "address" {
  description = "Where the site is"
  value       = "https://${coalesce(var.domain_name, aws_cloudfront_distribution.site.domain_name)}/"
}
