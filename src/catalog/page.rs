//! The service page: everything known of a service in a Region, each fact with its evidence, and the answer to "what is
//! the endpoint of this service here, and how do I reach it privately?" in one sentence.
//!
//! It orders and words facts of the other files and adds none. A fact without a value is unknown.

use super::{
    Availability, Catalog, EndpointType, Evidence, Ipv6, PortRange, Service, ServiceZones, companions,
    page_url, region, service, source,
};

/// A service in a Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Two sentences at most.
    pub answer: String,
    pub sections: Vec<Section>,
}

/// Facts that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub title: &'static str,
    pub facts: Vec<PageFact>,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFact {
    pub label: String,
    /// Empty: unknown.
    pub values: Vec<Value>,
    /// How it is known, where that can be told.
    pub basis: Option<Basis>,
    /// What one must know to read it.
    pub note: Option<String>,
}

/// A value with its form on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    /// To be copied: a name, a host.
    Code(String),
    /// A page.
    Link(String),
    /// The key of another service.
    Service(String),
}

/// Why a fact is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    pub class: Availability,
    /// One line.
    pub source: String,
    /// When that was so; may be empty.
    pub date: String,
    /// Addresses of AWS's pages.
    pub pages: Vec<String>,
}

impl Basis {
    fn of(evidence: &Evidence<'_>) -> Option<Self> {
        (evidence.class != Availability::Unknown).then(|| Self {
            class: evidence.class,
            source: evidence.source.to_owned(),
            date: evidence.date.to_owned(),
            pages: evidence.pages.iter().map(page_url).collect(),
        })
    }

    /// The best of the sources in a cell such as `d23+docs`.
    fn named(names: &str) -> Option<Self> {
        let best = names.split('+').filter_map(source).min_by_key(|source| source.class)?;
        Some(Self {
            class: best.class,
            source: best.title.to_owned(),
            date: best.date.to_owned(),
            pages: Vec::new(),
        })
    }

    fn said(class: Availability, why: &str) -> Option<Self> {
        Some(Self { class, source: why.to_owned(), date: String::new(), pages: Vec::new() })
    }

    fn yours(date: &str) -> Option<Self> {
        Some(Self { date: date.to_owned(), ..Self::said(Availability::Listed, Catalog::YOUR_LIST)? })
    }
}

impl PageFact {
    fn new(label: impl Into<String>, values: Vec<Value>, basis: Option<Basis>) -> Self {
        let basis = basis.filter(|_| !values.is_empty());
        Self { label: label.into(), values, basis, note: None }
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    fn yes_no(label: &str, value: Option<bool>, basis: Option<Basis>) -> Self {
        let text = |yes| Value::Text(if yes { "Yes" } else { "No" }.to_owned());
        Self::new(label, value.map(text).into_iter().collect(), basis)
    }
}

impl Catalog {
    /// Everything about a service in a Region; none for a service that neither the table nor the overlay has.
    pub fn page(&self, key: &str, region_code: &str) -> Option<Page> {
        let entry = self.entry(key)?;
        let sections = vec![
            Section { title: "Endpoints in this Region", facts: self.endpoint_facts(key, region_code) },
            Section { title: "Names and addresses", facts: self.address_facts(key, region_code) },
            Section { title: "Options", facts: self.option_facts(key, region_code) },
            Section { title: "Availability Zones", facts: self.zone_facts(key, region_code) },
            Section { title: "The service", facts: entry.service.map(service_facts).unwrap_or_default() },
        ];
        let sections = sections.into_iter().filter(|section| !section.facts.is_empty()).collect();
        Some(Page { answer: self.answer_for(key, region_code), sections })
    }

    /// "What is the endpoint of this service in this Region, and how do I reach it privately?"
    fn answer_for(&self, key: &str, code: &str) -> String {
        let title = self.title(key);
        let hosts = service(key).map(|service| service.public_hosts(code)).unwrap_or_default();
        let host = hosts.regional.or(hosts.dualstack).or(hosts.fips);
        let public = host.clone();
        let offered: Vec<EndpointType> =
            self.types_in(key, code).filter(|(_, class)| class.is_offered()).map(|(each, _)| each).collect();
        let doubtful = self.types_in(key, code).next().is_some();
        let mut text = match host {
            Some(host) => format!("The endpoint of {title} in {code} is https://{host}. "),
            None => String::new(),
        };
        let way = |each: &EndpointType| {
            let name = self.service_name(key, code, *each).unwrap_or_default();
            match each {
                EndpointType::Gateway => format!("a gateway endpoint for {name}, which is free"),
                EndpointType::Interface
                | EndpointType::GatewayLoadBalancer
                | EndpointType::Resource
                | EndpointType::ServiceNetwork => format!("an interface endpoint for {name}"),
            }
        };
        let denied = || {
            self.types(key).find_map(|each| {
                let evidence = self.evidence(key, code, each);
                (evidence.class == Availability::Absent).then(|| evidence.is_yours())
            })
        };
        if !offered.is_empty() {
            let ways: Vec<String> = offered.iter().map(way).collect();
            text.push_str(&format!("Reach it privately through {}", ways.join(", or ")));
            let private = self.private_dns_names(key, code).names;
            if offered.contains(&EndpointType::Interface)
                && self.private_dns_support(key, code) != Some(false)
                && let Some(name) = main_name(&private, public.as_deref())
            {
                text.push_str(&format!("; with private DNS on, {name} then leads to it inside the VPC"));
            }
            text.push('.');
        } else if doubtful {
            text.push_str(&format!(
                "There is little evidence of a VPC endpoint for {title} in {code}: ask AWS with describe-vpc-endpoint-services before you rely on it."
            ));
        } else if let Some(yours) = denied() {
            let who = if yours { "Your own list says" } else { "AWS documents" };
            text.push_str(&format!("{who} that {title} has no VPC endpoint in {code}."));
        } else {
            text.push_str(&format!("Whether {title} has a VPC endpoint in {code} is not known."));
        }
        text
    }

    fn endpoint_facts(&self, key: &str, code: &str) -> Vec<PageFact> {
        let mut facts = Vec::new();
        for each in EndpointType::OF_AWS {
            let evidence = self.evidence(key, code, each);
            if !self.has_type(key, each) && evidence.class == Availability::Unknown {
                continue;
            }
            let value = match evidence.class {
                Availability::Listed | Availability::Documented => Some("Offered"),
                Availability::Inferred => Some("Offered, as far as can be inferred"),
                Availability::Weak => Some("Perhaps"),
                Availability::Absent => Some("Not offered"),
                Availability::Unknown => None,
            };
            let value = value.map(|text| Value::Text(text.to_owned())).into_iter().collect();
            facts.push(PageFact::new(format!("{} endpoint", each.api()), value, Basis::of(&evidence)));
            let Some(form) = self.name_form(key, code, each) else { continue };
            let basis = if evidence.is_yours() && evidence.class == Availability::Listed {
                Basis::of(&evidence)
            } else if form.assumed {
                Basis::said(Availability::Weak, "No source prints this form of the name")
            } else if evidence.class == Availability::Listed {
                Basis::of(&evidence)
            } else if region(code).is_some_and(|region| region.partition.name_prefix().is_some()) {
                Basis::named("cdk276")
            } else {
                Basis::named("docs")
            };
            let mut fact =
                PageFact::new(format!("{} service name", each.api()), vec![Value::Code(form.name)], basis);
            if let Some(part) = service(key).and_then(Service::name_placeholder) {
                fact = fact.note(format!("Put your own in the place of {part}"));
            }
            facts.push(fact);
        }
        facts
    }

    fn address_facts(&self, key: &str, code: &str) -> Vec<PageFact> {
        let private = self.private_dns_names(key, code);
        let offers = self.private_dns_support(key, code);
        let basis = match self.detail_date(key, code) {
            Some(date) => Basis::yours(date),
            None if private.confirmed => service(key).and_then(|s| Basis::named(s.private_dns_fact().source)),
            None => Basis::said(
                Availability::Inferred,
                "The host of the API; no source confirms it as a private name",
            ),
        };
        let names: Vec<Value> = match (offers, private.names.is_empty()) {
            (Some(false), true) => vec![Value::Text("None".to_owned())],
            _ => private.names.into_iter().map(Value::Code).collect(),
        };
        let mut facts = Vec::new();
        if self.has_type(key, EndpointType::Interface) {
            facts.push(PageFact::new("Private DNS names", names, basis));
        }
        let hosts = service(key).map(|service| service.public_hosts(code)).unwrap_or_default();
        let public = [
            ("Public endpoint", hosts.regional),
            ("Public endpoint, dual-stack", hosts.dualstack),
            ("Public endpoint, FIPS", hosts.fips),
        ];
        for (label, host) in public {
            let value = host.map(|host| Value::Code(format!("https://{host}"))).into_iter().collect();
            facts.push(PageFact::new(label, value, Basis::named("botocore")));
        }
        if let Some(service) = service(key) {
            let ports = service.ports().iter().map(|range| Value::Text(port(range))).collect();
            let basis = if service.is_https_only() { None } else { Basis::named("docs") };
            facts.push(PageFact::new("Client ports", ports, basis));
        }
        facts
    }

    fn option_facts(&self, key: &str, code: &str) -> Vec<PageFact> {
        let mut facts = Vec::new();
        let known = service(key);
        for each in self.types(key) {
            let own = self.own_listing(key, code, each);
            let policy = match own {
                Some((date, listing)) if listing.policy.is_some() => Basis::yours(date),
                Some(_) | None => known.and_then(|service| Basis::named(service.policy_fact().source)),
            };
            let label = format!("Endpoint policy, {}", each.api().to_lowercase());
            facts.push(PageFact::yes_no(&label, self.policy_support(key, code, each), policy));
        }
        if self.has_type(key, EndpointType::Interface) {
            let basis = match self.detail_date(key, code) {
                Some(date) => Basis::yours(date),
                None => known.and_then(|service| Basis::named(service.private_dns_fact().source)),
            };
            facts.push(PageFact::yes_no("Private DNS", self.private_dns_support(key, code), basis));
            let ipv6 = match self.ipv6(key, code, EndpointType::Interface) {
                Ipv6::Unknown => Vec::new(),
                Ipv6::Yes => vec![Value::Text("Yes".to_owned())],
                Ipv6::Partly => vec![Value::Text("In part of its API, or in some Regions".to_owned())],
                Ipv6::No => vec![Value::Text("No".to_owned())],
            };
            let basis = match self.own_listing(key, code, EndpointType::Interface) {
                Some((date, listing)) if listing.ipv6().is_some() => Basis::yours(date),
                Some(_) | None => known.and_then(|service| Basis::named(service.ipv6_source())),
            };
            facts.push(PageFact::new("IPv6 addresses", ipv6, basis));
            let cross = known.is_some_and(Service::cross_region);
            facts.push(
                PageFact::new(
                    "From other Regions",
                    cross.then(|| Value::Text("Yes".to_owned())).into_iter().collect(),
                    Basis::named("docs"),
                )
                .note(if cross {
                    "An endpoint in another Region of the partition can lead here"
                } else {
                    "Not on AWS's list of services with cross-Region endpoints"
                }),
            );
        }
        if let Some(service) = known {
            let twin = match service.fips_key() {
                Some(key) => PageFact::new("FIPS twin", vec![Value::Service(key)], Basis::named("docs")),
                None if service.is_fips() => return facts,
                None => PageFact::new("FIPS twin", vec![Value::Text("None known".to_owned())], None),
            };
            facts.push(twin);
        }
        facts
    }

    fn zone_facts(&self, key: &str, code: &str) -> Vec<PageFact> {
        if !self.has_type(key, EndpointType::Interface) {
            return Vec::new();
        }
        let mut facts = Vec::new();
        let per_account = "Which zone a letter means differs from account to account";
        if let Some(ServiceZones { names, ids }) = self.zones(key, code) {
            let basis = || self.detail_date(key, code).and_then(Basis::yours);
            let texts = |list: Vec<String>| list.into_iter().map(Value::Code).collect();
            facts.push(PageFact::new("Zone ids of this service", texts(ids), basis()));
            facts.push(
                PageFact::new("Zone names of this service", texts(names), basis())
                    .note(format!("As your account names them. {per_account}")),
            );
            return facts;
        }
        let partial = service(key).and_then(|service| service.partial_zones(code));
        let value = partial.map(|zones| {
            Value::Text(format!("In {} of the {} zones there were then", zones.offered, zones.existing))
        });
        facts.push(
            PageFact::new("Zones of this service", value.into_iter().collect(), Basis::named("d23"))
                .note("Your own list tells in which zones of your account it is"),
        );
        if let Some(region) = region(code) {
            let ids: Vec<Value> = region.zone_ids.iter().map(|id| Value::Code(id.to_owned())).collect();
            facts.push(
                PageFact::new("Zone ids of the Region", ids, Basis::named(region.zones_source))
                    .note("The same for every account"),
            );
            let names = region.zone_names().map(Value::Code).collect();
            facts.push(
                PageFact::new("Zone names of the Region", names, Basis::named(region.zones_source))
                    .note(format!("Those most accounts see. {per_account}")),
            );
            if service(key).is_some_and(Service::cross_region) && !region.cross_region_excluded.is_empty() {
                let ids = region.cross_region_excluded.iter().map(|id| Value::Code(id.to_owned())).collect();
                facts.push(PageFact::new("Zones without cross-Region access", ids, Basis::named("docs")));
            }
        }
        facts
    }
}

/// The name to tell where there is room for one: the API's own host, else one that covers it, else the shortest.
fn main_name<'a>(names: &'a [String], host: Option<&str>) -> Option<&'a String> {
    names.iter().min_by_key(|name| {
        let own = host.is_some_and(|host| host == name.as_str());
        let covers =
            host.is_some_and(|host| name.strip_prefix("*.").is_some_and(|rest| host.ends_with(rest)));
        (!own, !covers, name.len(), name.as_str())
    })
}

fn service_facts(service: &Service) -> Vec<PageFact> {
    let text = |label: &str, values: Vec<String>| {
        PageFact::new(label, values.into_iter().map(Value::Text).collect(), None)
    };
    let mut facts = vec![
        text("Category", vec![service.category.to_owned()]),
        text("On AWS's list", vec![service.status.title().to_owned()]),
    ];
    if let Some(also) = service.also {
        facts.push(text("Also serves", also.split("; ").map(str::to_owned).collect()));
    }
    if !service.sdk_ids.is_empty() {
        let ids = service.sdk_ids.iter().map(|id| Value::Code(id.to_owned())).collect();
        facts.push(PageFact::new("SDK and CLI name", ids, None));
    }
    for companion in companions(service.key) {
        let label = if companion.always { "Needs beside it" } else { "Often needs beside it" };
        facts.push(
            PageFact::new(label, vec![Value::Service(companion.key.to_owned())], Basis::named("docs"))
                .note(companion.reason),
        );
    }
    if let Some(note) = service.note {
        facts.push(text("Note", vec![note.to_owned()]));
    }
    let pages = service.pages.iter().map(|page| Value::Link(page_url(page))).collect();
    facts.push(PageFact::new("AWS documentation", pages, None));
    facts
}

/// `TCP 443`, `UDP 1400–1499`.
fn port(range: &PortRange) -> String {
    let transport = range.transport.api().to_uppercase();
    if range.from == range.to {
        format!("{transport} {}", range.from)
    } else {
        format!("{transport} {}–{}", range.from, range.to)
    }
}
