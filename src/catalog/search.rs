//! Finding a service by whatever name one has for it: product, API, SDK id, DNS name, full service name.

use std::sync::LazyLock;

use super::{
    Region, Service, by_service_name, key_of_name, popular, region, region_in_name, service, services,
};

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// A Region that the query names.
    pub region: Option<&'static Region>,
    /// Best first.
    pub hits: Vec<Hit>,
}

/// A service that a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub service: &'static Service,
    pub by: MatchedBy,
}

/// What of a service fits a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchedBy {
    /// The full service name.
    ServiceName,
    /// A public host, or a name that private DNS covers.
    Host,
    /// Key, SDK id, title, other products or category.
    Words,
    /// Nothing fits; this is spelled nearly so.
    Spelling,
}

/// The services that fit a query, best first; everything, in the order of keys, for an empty one.
///
/// The order is fixed: by how well the best field of each word fits, then what most designs use, FIPS twins after their
/// services, closed services last, then by key.
pub fn search(query: &str) -> Search {
    let query: String = query.chars().take(300).collect::<String>().trim().to_lowercase();
    let all = || services().iter().map(|service| Hit { service, by: MatchedBy::Words }).collect();
    if query.is_empty() {
        return Search { region: None, hits: all() };
    }
    if let Some(found) = by_name_or_host(host_of(&query)) {
        return found;
    }
    let (regions, words): (Vec<&str>, Vec<&str>) = query
        .split([' ', ',', ';', '/', '(', ')', '"'])
        .filter(|word| word.contains(char::is_alphanumeric))
        .partition(|word| region(word).is_some());
    let region = regions.first().and_then(|code| region(code));
    if words.is_empty() {
        return Search { region, hits: if region.is_some() { all() } else { Vec::new() } };
    }
    let mut ranked: Vec<(Rank, Hit)> = INDEX
        .iter()
        .filter_map(|entry| {
            let mut total = 0;
            for word in &words {
                total += entry.score(word)?;
            }
            // All words together, as in "step functions" or "secrets manager".
            if words.len() > 1 && entry.title.contains(&words.join(" ")) {
                total += 40;
            }
            Some((entry.rank(total), Hit { service: entry.service, by: MatchedBy::Words }))
        })
        .collect();
    if ranked.is_empty() {
        let hits = super::similar_services(&query)
            .into_iter()
            .filter_map(|key| Some(Hit { service: service(key)?, by: MatchedBy::Spelling }))
            .collect();
        return Search { region, hits };
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    Search { region, hits: ranked.into_iter().map(|(_, hit)| hit).collect() }
}

/// The Region that a query names: as a word of its own, or inside a host or service name.
pub fn region_of_query(query: &str) -> Option<&'static Region> {
    let query = query.trim().to_lowercase();
    region_in_name(host_of(&query))
        .or_else(|| query.split([' ', ',', ';', '/', '(', ')', '"']).find_map(region))
}

/// The host of a URL, without scheme, user, port and path; any other text as it is.
fn host_of(text: &str) -> &str {
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let text = text.split(['/', '?', '#']).next().unwrap_or(text);
    let text = text.rsplit('@').next().unwrap_or(text);
    text.split(':').next().unwrap_or(text).trim_end_matches('.')
}

fn by_name_or_host(text: &str) -> Option<Search> {
    if !text.contains('.') || text.contains(' ') {
        return None;
    }
    let found = |service, region, by| Some(Search { region, hits: vec![Hit { service, by }] });
    if let Some(name) = by_service_name(text) {
        return found(name.service, name.region, MatchedBy::ServiceName);
    }
    // A name that no Region has in this form, such as com.amazonaws.cn-north-1.sqs.
    if text.starts_with("com.amazonaws.") || text.starts_with("cn.com.amazonaws.") {
        let service = service(&key_of_name(text))?;
        return found(service, region_in_name(text), MatchedBy::ServiceName);
    }
    let region = region_in_name(text);
    // The endpoint's own names: vpce-0123-abcd.sqs.us-east-1.vpce.amazonaws.com.
    if let (Some(region), Some((front, _))) = (region, text.split_once(".vpce.")) {
        let key = front.strip_suffix(region.code)?.strip_suffix('.')?;
        let key = key.split_once('.').filter(|(id, _)| id.starts_with("vpce-")).map_or(key, |(_, key)| key);
        return found(service(key)?, Some(region), MatchedBy::Host);
    }
    let code = region.map_or("us-east-1", |region| region.code);
    let mut hits: Vec<(u8, &'static Service)> = services()
        .iter()
        .filter_map(|service| {
            let hosts = service.hosts_by_pattern(code);
            let public = [hosts.regional, hosts.dualstack, service.is_fips().then_some(hosts.fips).flatten()];
            if public.iter().flatten().any(|host| host == text) {
                return Some((0, service));
            }
            let private = service.private_dns_names(code).names;
            if private.iter().any(|name| name == text) {
                return Some((1, service));
            }
            private.iter().any(|name| covers(name, text)).then_some((2, service))
        })
        .collect();
    hits.sort_by_key(|(rank, service)| (*rank, service.key));
    let hits: Vec<Hit> = hits.into_iter().map(|(_, service)| Hit { service, by: MatchedBy::Host }).collect();
    (!hits.is_empty()).then_some(Search { region, hits })
}

/// A wildcard name covers a host.
fn covers(name: &str, host: &str) -> bool {
    name.strip_prefix('*').is_some_and(|rest| host.len() > rest.len() && host.ends_with(rest))
}

/// A service with its texts in lower case.
struct IndexEntry {
    service: &'static Service,
    title: String,
    also: String,
    category: String,
    popular: usize,
}

/// Less is better.
type Rank = (std::cmp::Reverse<u32>, bool, usize, bool, &'static str);

static INDEX: LazyLock<Vec<IndexEntry>> = LazyLock::new(|| {
    services()
        .iter()
        .map(|service| IndexEntry {
            service,
            title: service.title.to_lowercase(),
            also: service.also.unwrap_or_default().to_lowercase(),
            category: service.category.to_lowercase(),
            popular: popular().iter().position(|each| each.key == service.key).unwrap_or(usize::MAX),
        })
        .collect()
});

impl IndexEntry {
    fn rank(&self, score: u32) -> Rank {
        let retired = self.service.status == super::Status::Retired;
        (std::cmp::Reverse(score), retired, self.popular, self.service.is_fips(), self.service.key)
    }

    /// How well the best field fits a word; none if no field does.
    fn score(&self, word: &str) -> Option<u32> {
        let key = self.service.key;
        let ids = || self.service.sdk_ids.iter().chain(self.service.search_words.iter());
        let parts = |text: &'static str| text.split(['.', '-']);
        let tests: [&dyn Fn() -> Option<u32>; 9] = [
            &|| (key == word).then_some(100),
            &|| ids().any(|id| id == word).then_some(90),
            &|| words_of(&self.title).any(|each| each == word).then_some(80),
            &|| parts(key).any(|part| part == word).then_some(75),
            &|| key.starts_with(word).then_some(65),
            &|| words_of(&self.title).any(|each| each.starts_with(word)).then_some(60),
            &|| ids().any(|id| id.starts_with(word)).then_some(55),
            &|| {
                (key.contains(word) || self.title.contains(word) || ids().any(|id| id.contains(word)))
                    .then_some(40)
            },
            &|| (self.also.contains(word) || self.category.starts_with(word)).then_some(20),
        ];
        tests.into_iter().find_map(|test| test())
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The texts within a few edits of another, nearest first; ties in the order given. At most five.
pub(super) fn nearest(text: &str, among: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let wanted: Vec<char> = text.to_lowercase().chars().take(80).collect();
    let limit = (wanted.len() / 3).clamp(1, 4);
    let mut found: Vec<(usize, &'static str)> = among
        .filter_map(|candidate| {
            let distance = edit_distance(&wanted, &candidate.chars().collect::<Vec<_>>());
            let part = wanted.len() >= 3
                && candidate.len() >= 3
                && (candidate.contains(text) || text.contains(candidate));
            let rank = if part { distance.min(limit) } else { distance };
            (rank <= limit).then_some((distance, candidate))
        })
        .collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().take(5).map(|(_, candidate)| candidate).collect()
}

/// Insertions, deletions, replacements and swaps of neighbours between two texts.
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, l) in left.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, r) in right.iter().enumerate() {
            let mut cost =
                (last[column] + usize::from(l != r)).min(last[column + 1] + 1).min(next[column] + 1);
            let swapped = row > 0 && column > 0 && left[row - 1] == *r && *l == right[column - 1] && l != r;
            if swapped {
                cost = cost.min(before[column - 1] + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut last, next);
    }
    last[right.len()]
}
