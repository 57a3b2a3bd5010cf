//! Where an overlay and the table disagree.

use super::{Listing, Overlay};
use crate::catalog::{Availability, EndpointType, Ipv6, region, service, services};

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// A service that the table does not have.
    NewService,
    /// Listed by AWS, where the table has no good reason to believe in it.
    Appeared,
    /// Not in AWS's complete list, where the table believes in it.
    Missing,
    /// The service name is another.
    Name,
    /// The names that private DNS covers are others.
    PrivateDnsNames,
    /// Whether an endpoint policy can be attached.
    Policy,
    /// Whether it can have IPv6 addresses.
    Ipv6,
}

impl Aspect {
    pub const ALL: [Self; 7] = [
        Self::NewService,
        Self::Appeared,
        Self::Missing,
        Self::Name,
        Self::PrivateDnsNames,
        Self::Policy,
        Self::Ipv6,
    ];

    /// The word in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NewService => "new-service",
            Self::Appeared => "appeared",
            Self::Missing => "missing",
            Self::Name => "name",
            Self::PrivateDnsNames => "private-dns-names",
            Self::Policy => "policy",
            Self::Ipv6 => "ipv6",
        }
    }

    /// The name on screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::NewService => "New to the catalogue",
            Self::Appeared => "Offered after all",
            Self::Missing => "Not offered to you",
            Self::Name => "Other service name",
            Self::PrivateDnsNames => "Other private DNS names",
            Self::Policy => "Endpoint policy",
            Self::Ipv6 => "IPv6",
        }
    }
}

/// One disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub region: String,
    pub key: String,
    pub endpoint_type: EndpointType,
    pub aspect: Aspect,
    /// What the table says.
    pub table: String,
    /// What AWS told the user.
    pub yours: String,
}

/// All disagreements, sorted by Region, key, type and aspect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    pub items: Vec<Difference>,
    /// How many listings say what the table knew as listed or documented.
    pub agreed: usize,
    /// How many listings turn what was inferred into a fact.
    pub confirmed: usize,
}

impl Overlay {
    /// Where this overlay says something else than the table.
    pub fn differences(&self) -> Differences {
        let mut found = Differences::default();
        for (code, answer) in self.regions() {
            for (key, listings) in &answer.services {
                for listing in listings {
                    found.listing(code, key, listing);
                }
            }
            for service in services() {
                for endpoint_type in service.types().filter(|each| answer.is_complete(*each)) {
                    let class = service.availability(code, endpoint_type);
                    if class.is_offered() && answer.listing(service.key, endpoint_type).is_none() {
                        found.items.push(Difference {
                            region: code.to_owned(),
                            key: service.key.to_owned(),
                            endpoint_type,
                            aspect: Aspect::Missing,
                            table: class.word().to_owned(),
                            yours: "not listed".to_owned(),
                        });
                    }
                }
            }
        }
        found.items.sort_by(|a, b| {
            (&a.region, &a.key, a.endpoint_type, a.aspect).cmp(&(
                &b.region,
                &b.key,
                b.endpoint_type,
                b.aspect,
            ))
        });
        found
    }
}

impl Differences {
    /// How many there are of an aspect.
    pub fn count(&self, aspect: Aspect) -> usize {
        self.items.iter().filter(|difference| difference.aspect == aspect).count()
    }

    fn listing(&mut self, code: &str, key: &str, listing: &Listing) {
        let endpoint_type = listing.endpoint_type;
        let mut add = |aspect, table: String, yours: String| {
            self.items.push(Difference {
                region: code.to_owned(),
                key: key.to_owned(),
                endpoint_type,
                aspect,
                table,
                yours,
            });
        };
        let Some(service) = service(key).filter(|service| service.has_type(endpoint_type)) else {
            add(Aspect::NewService, "unknown".to_owned(), listing.name.clone());
            return;
        };
        let name = service.service_name(code, endpoint_type);
        if name != listing.name {
            add(Aspect::Name, name, listing.name.clone());
        }
        if let (Some(table), Some(yours)) = (service.policy_support(), listing.policy)
            && table != yours
        {
            add(Aspect::Policy, yes_no(table), yes_no(yours));
        }
        let ipv6 = match service.ipv6() {
            Ipv6::Yes => Some(true),
            Ipv6::No => Some(false),
            Ipv6::Partly | Ipv6::Unknown => None,
        };
        if let (Some(table), Some(yours)) = (ipv6, listing.ipv6())
            && table != yours
        {
            add(Aspect::Ipv6, yes_no(table), yes_no(yours));
        }
        let mut names = service.private_dns_names(code);
        names.names.sort_unstable();
        if endpoint_type == EndpointType::Interface
            && names.confirmed
            && !listing.name_only
            && names.names != listing.private_dns_names
        {
            let none = |names: &[String]| if names.is_empty() { "none".to_owned() } else { names.join(" ") };
            add(Aspect::PrivateDnsNames, none(&names.names), none(&listing.private_dns_names));
        }
        match service.availability(code, endpoint_type) {
            Availability::Listed | Availability::Documented => self.agreed += 1,
            Availability::Inferred => self.confirmed += 1,
            class @ (Availability::Weak | Availability::Absent | Availability::Unknown) => {
                if region(code).is_some() {
                    add(Aspect::Appeared, class.word().to_owned(), "listed".to_owned());
                }
            }
        }
    }
}

fn yes_no(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}
