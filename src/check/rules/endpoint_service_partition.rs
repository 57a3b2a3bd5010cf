//! See [`RULE`].

use crate::{
    catalog::{self, Partition},
    check::{
        diagnostic::Report,
        rule::{Context, declare_rule},
    },
    edit::{Fix, FixStep},
    model::{EndpointServiceName, ServiceRef},
};

declare_rule! {
    /// The name of an endpoint service begins as its partition has it.
    ///
    /// ## Why
    /// In China the names of endpoint services begin with cn.com.amazonaws, in the commercial Regions and GovCloud with
    /// com.amazonaws. AWS finds no service under the other form.
    ///
    /// ## Example
    /// com.amazonaws.vpce.cn-north-1.vpce-svc-0123456789abcdef0.
    ///
    /// ## Fix
    /// Write the name as the provider has it.
    ///
    /// ## Source
    /// <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html>
    "E408", "endpoint-service-partition", Error
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (id, endpoint) in context.design.endpoints.iter() {
        let ServiceRef::EndpointService(name) = &endpoint.service else { continue };
        let Ok(parsed) = EndpointServiceName::parse(name) else { continue };
        let Some(region) = catalog::region(parsed.region) else { continue };
        let allowed: &[&str] = match region.partition {
            Partition::Aws | Partition::AwsUsGov => &["com.amazonaws"],
            Partition::AwsCn => &["cn.com.amazonaws"],
            // What the other partitions write is not documented for everybody.
            Partition::AwsEusc
            | Partition::AwsIso
            | Partition::AwsIsoB
            | Partition::AwsIsoE
            | Partition::AwsIsoF => {
                continue;
            }
        };
        let Some((domain, rest)) = name.split_once(".vpce.") else { continue };
        if let [right] = allowed
            && domain != *right
        {
            let message = format!(
                "Endpoint {}: the name of a service in {} begins with {right}, not with {domain}. Correct it.",
                endpoint.name, parsed.region
            );
            let service = ServiceRef::EndpointService(format!("{right}.vpce.{rest}"));
            report.at(id, message).fix(Fix::new(
                format!("Begin the service name of endpoint {} with {right}", endpoint.name),
                [FixStep::SetEndpointService { endpoint: id, service }],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::fixture::{fails, passes};

    #[test]
    fn the_name_of_another_partition() {
        fails(
            &RULE,
            "
            region cn-north-1
            vpc main 10.0.0.0/16
            interface com.amazonaws.vpce.cn-north-1.vpce-svc-0123456789abcdef0
            ^ Endpoint com.amazonaws.vpce.cn-north-1.vpce-svc-0123456789abcdef0: the name of a service in cn-north-1 begins with cn.com.amazonaws, not with com.amazonaws. Correct it.
            > Begin the service name of endpoint com.amazonaws.vpce.cn-north-1.vpce-svc-0123456789abcdef0 with cn.com.amazonaws
            ",
        );
    }

    #[test]
    fn the_names_of_each() {
        passes(
            &RULE,
            "
            vpc main 10.0.0.0/16
            interface com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
            region cn-north-1
            vpc cn 10.1.0.0/16
            interface cn.com.amazonaws.vpce.cn-north-1.vpce-svc-0123456789abcdef0
            ",
        );
    }
}
