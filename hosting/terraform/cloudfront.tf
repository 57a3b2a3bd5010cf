# What the world sees.

locals {
  headers = jsondecode(file("${path.module}/../headers.json"))

  # CloudFront has a place of its own for these.
  security_headers = [
    "Content-Security-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
  ]
}

resource "aws_cloudfront_origin_access_control" "site" {
  name                              = var.name
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_function" "viewer_request" {
  name    = "${var.name}-viewer-request"
  comment = "Folders are their index.html; the smallest copy that the browser takes"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/../viewer-request.js")
}

# Each file says by its Cache-Control how long it may be kept. The query is no part of what is asked for, and which copy
# is meant stands in the name by now (viewer_request).
resource "aws_cloudfront_cache_policy" "site" {
  name        = var.name
  min_ttl     = 0
  default_ttl = 0
  max_ttl     = 31536000

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = false
    enable_accept_encoding_gzip   = false

    cookies_config {
      cookie_behavior = "none"
    }

    headers_config {
      header_behavior = "none"
    }

    query_strings_config {
      query_string_behavior = "none"
    }
  }
}

resource "aws_cloudfront_response_headers_policy" "site" {
  # checkov:skip=CKV_AWS_259:For a year; whether other names below the domain, and a list in browsers, follow is for its owner to decide
  name = var.name

  security_headers_config {
    content_security_policy {
      content_security_policy = local.headers["Content-Security-Policy"]
      override                = true
    }

    strict_transport_security {
      access_control_max_age_sec = tonumber(regex("max-age=(\\d+)", local.headers["Strict-Transport-Security"])[0])
      include_subdomains         = strcontains(local.headers["Strict-Transport-Security"], "includeSubDomains")
      override                   = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = local.headers["X-Frame-Options"]
      override     = true
    }

    referrer_policy {
      referrer_policy = local.headers["Referrer-Policy"]
      override        = true
    }
  }

  custom_headers_config {
    dynamic "items" {
      for_each = { for name, value in local.headers : name => value if !contains(local.security_headers, name) }

      content {
        header   = items.key
        value    = items.value
        override = true
      }
    }
  }
}

resource "aws_cloudfront_distribution" "site" {
  # checkov:skip=CKV_AWS_68:Read-only files without any input; there is nothing that a firewall for web applications could guard
  # checkov:skip=CKV2_AWS_47:As CKV_AWS_68
  # checkov:skip=CKV_AWS_86:An access log would hold the addresses of visitors; the site promises that nothing of them is kept
  # checkov:skip=CKV_AWS_174:TLS 1.2 is demanded where there is a name of one's own; under CloudFront's name AWS decides
  # checkov:skip=CKV2_AWS_42:As CKV_AWS_174
  # checkov:skip=CKV_AWS_310:One bucket; Amazon S3 is in several Availability Zones by itself
  # checkov:skip=CKV_AWS_374:The site is for everybody
  # checkov:skip=CKV2_AWS_32:There is a policy (aws_cloudfront_response_headers_policy.site)
  enabled             = true
  comment             = "VPC Endpoint Designer (${var.name})"
  default_root_object = "index.html"
  http_version        = "http2and3"
  is_ipv6_enabled     = true
  price_class         = var.price_class
  aliases             = var.domain_name == null ? [] : [var.domain_name]
  tags                = var.tags

  origin {
    origin_id                = "bucket"
    domain_name              = aws_s3_bucket.site.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.site.id
  }

  default_cache_behavior {
    target_origin_id       = "bucket"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    # The copies in the bucket are packed already.
    compress                   = false
    cache_policy_id            = aws_cloudfront_cache_policy.site.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.site.id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.viewer_request.arn
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain_name == null
    acm_certificate_arn            = var.domain_name == null ? null : var.certificate_arn
    minimum_protocol_version       = var.domain_name == null ? "TLSv1" : "TLSv1.2_2021"
    ssl_support_method             = var.domain_name == null ? null : "sni-only"
  }

  lifecycle {
    precondition {
      condition     = (var.domain_name == null) == (var.certificate_arn == null)
      error_message = "A name of your own needs a certificate: set both domain_name and certificate_arn, or neither."
    }
  }
}
