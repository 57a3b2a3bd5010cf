//! From text to [`Overlay`].
//!
//! Understood: one page or many, one document after another or in an array; a list of service details; a list of names; an
//! object with a page per Region; this program's own export. Text may be UTF-8 or, as Windows PowerShell writes it,
//! UTF-16.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Overlay, OverlayError, RegionAnswer,
    listings::Listings,
    page::{Detail, Page},
};
use crate::catalog::{region, region_in_name};

pub(super) const FORMAT: &str = "vpc-designer-catalog-overlay";
pub(super) const VERSION: u64 = 1;

/// The saved form.
#[derive(Serialize, Deserialize)]
pub(super) struct File {
    pub(super) format: String,
    pub(super) version: u64,
    pub(super) regions: BTreeMap<String, Arc<RegionAnswer>>,
}

/// What the text does not say.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions<'a> {
    /// The Region of names that name none, such as lists of global services.
    pub region: Option<&'a str>,
    /// When the answer was taken, for the screen: `2026-11-23`.
    pub taken: &'a str,
}

/// An overlay with what is worth telling about the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub overlay: Overlay,
    /// One sentence each.
    pub notes: Vec<String>,
}

impl Overlay {
    /// Reads the JSON of `aws ec2 describe-vpc-endpoint-services`, or an exported overlay.
    ///
    /// # Errors
    /// Says what is wrong with the text and what to do; nothing is kept of an unreadable text.
    pub fn read(bytes: &[u8], options: ReadOptions<'_>) -> Result<Read, OverlayError> {
        let text = decode(bytes)?;
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            return Err(OverlayError::Empty);
        }
        if !text.starts_with(['{', '[']) {
            return Err(OverlayError::OtherOutput { found: other_output(text) });
        }
        let mut reader = Reader::default();
        for document in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
            let document = document.map_err(|error| syntax(&error))?;
            reader.document(document, None)?;
        }
        reader.finish(options)
    }
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, OverlayError> {
    if bytes.len() > Overlay::MAX_BYTES {
        return Err(OverlayError::TooLarge { megabytes: bytes.len().div_ceil(1024 * 1024) });
    }
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map(Cow::Owned).map_err(|_| OverlayError::NotText)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _utf8 => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| OverlayError::NotText),
    }
}

/// What a text that is not JSON may be.
fn other_output(text: &str) -> &'static str {
    let first = text.lines().next().unwrap_or_default();
    if first.starts_with("---") || first.starts_with("+-") || first.starts_with('|') {
        "a table"
    } else if first.starts_with("SERVICEDETAILS") || first.starts_with("SERVICENAMES") {
        "plain text output"
    } else if first.starts_with("ServiceDetails:") || first.starts_with("ServiceNames:") {
        "YAML"
    } else if text.contains("An error occurred") {
        "an error message of the AWS CLI"
    } else {
        "something else"
    }
}

fn syntax(error: &serde_json::Error) -> OverlayError {
    if error.is_eof() {
        return OverlayError::Truncated { line: error.line() };
    }
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
    OverlayError::Syntax { line: error.line(), column: error.column(), reason }
}

/// Pages that belong together: those of one document, or of one Region of a wrapper.
#[derive(Default)]
struct Batch {
    region: Option<String>,
    names: Vec<String>,
    details: Vec<Detail>,
    /// A page said that nothing follows it.
    ends: bool,
}

#[derive(Default)]
struct Reader {
    batches: Vec<Batch>,
    saved: Overlay,
    notes: Vec<String>,
}

impl Reader {
    fn document(&mut self, document: Value, region: Option<&str>) -> Result<(), OverlayError> {
        match document {
            Value::Object(object) if object.get("format").and_then(Value::as_str) == Some(FORMAT) => {
                self.saved_file(Value::Object(object))
            }
            Value::Object(object)
                if object.contains_key("ServiceDetails") || object.contains_key("ServiceNames") =>
            {
                let page: Page = serde_json::from_value(Value::Object(object)).map_err(|error| {
                    OverlayError::NotAnAnswer { found: format!("a page has another shape ({error})") }
                })?;
                self.page(page, region);
                Ok(())
            }
            Value::Object(object) if object.contains_key("ServiceName") => {
                let detail = detail(Value::Object(object))?;
                self.batch(region).details.push(detail);
                Ok(())
            }
            Value::Object(object) if object.keys().any(|key| crate::catalog::region(key).is_some()) => {
                for (code, inner) in object {
                    if crate::catalog::region(&code).is_some() {
                        self.document(inner, Some(&code))?;
                        self.batch(Some(&code)).ends = true;
                    } else {
                        self.notes.push(format!("“{}” is not a Region and was left out", short(&code)));
                    }
                }
                Ok(())
            }
            Value::Object(object) => Err(OverlayError::NotAnAnswer {
                found: match object.keys().next() {
                    Some(key) => format!("it is an object with “{}”", short(key)),
                    None => "it is an empty object".to_owned(),
                },
            }),
            Value::Array(items) if items.is_empty() => {
                Err(OverlayError::NotAnAnswer { found: "it is an empty list".to_owned() })
            }
            Value::Array(items) => {
                for item in items {
                    match item {
                        Value::String(name) => self.batch(region).names.push(name),
                        other => self.document(other, region)?,
                    }
                }
                // A bare list has no token: it is all there is.
                if let Some(batch) = self.batches.last_mut().filter(|batch| batch.region.as_deref() == region)
                {
                    batch.ends |= batch.names.len() + batch.details.len() > 0;
                }
                Ok(())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                Err(OverlayError::NotAnAnswer { found: "it holds a bare value".to_owned() })
            }
        }
    }

    fn page(&mut self, page: Page, region: Option<&str>) {
        let own_region =
            region.map(str::to_owned).or_else(|| main_region(&page.service_names, &page.service_details));
        let batch = self.batch(own_region.as_deref());
        batch.names.extend(page.service_names);
        batch.details.extend(page.service_details);
        batch.ends |= page.next_token.is_none_or(|token| token.is_empty());
    }

    /// The batch of a Region, made if there is none.
    fn batch(&mut self, region: Option<&str>) -> &mut Batch {
        let at = match self.batches.iter().position(|batch| batch.region.as_deref() == region) {
            Some(at) => at,
            None => {
                self.batches.push(Batch { region: region.map(str::to_owned), ..Batch::default() });
                self.batches.len() - 1
            }
        };
        &mut self.batches[at]
    }

    fn saved_file(&mut self, value: Value) -> Result<(), OverlayError> {
        let version = value.get("version").and_then(Value::as_u64).unwrap_or_default();
        if version > VERSION {
            return Err(OverlayError::TooNew { version });
        }
        let file: File = serde_json::from_value(value).map_err(|error| OverlayError::NotAnAnswer {
            found: format!("it is a damaged export ({error})"),
        })?;
        self.saved.merge(Overlay { regions: file.regions });
        Ok(())
    }

    fn finish(mut self, options: ReadOptions<'_>) -> Result<Read, OverlayError> {
        let mut overlay = self.saved;
        let mut third_parties = 0;
        let mut balancers = 0;
        let mut unplaced = 0;
        let mut parts: BTreeMap<String, (Listings, bool)> = BTreeMap::new();
        for batch in self.batches {
            let home = batch
                .region
                .or_else(|| main_region(&batch.names, &batch.details))
                .or_else(|| options.region.map(str::to_owned));
            let mut listings = Listings::default();
            for detail in batch.details {
                listings.add_detail(detail);
            }
            for name in batch.names {
                listings.add_name(&name);
            }
            third_parties += listings.third_parties;
            balancers += listings.balancers;
            if let Some(home) = home {
                let (all, ends) = parts.entry(home).or_default();
                all.merge(listings);
                *ends |= batch.ends;
            } else {
                unplaced += listings.count();
            }
        }
        if parts.is_empty() && overlay.is_empty() {
            if unplaced == 0 {
                return Err(OverlayError::NotAnAnswer { found: "no service is in it".to_owned() });
            }
            return Err(OverlayError::NoRegion { services: unplaced });
        }
        for (code, (listings, ends)) in parts {
            let answer = listings.answer(options.taken, ends);
            if region(&code).is_none() {
                self.notes.push(format!(
                    "{code} is not in the catalogue; its {} services are kept",
                    answer.services.len()
                ));
            }
            if answer.complete.is_empty() {
                self.notes.push(format!(
                    "The answer for {code} is a part ({} services): what is missing in it stays as the table has it",
                    answer.services.len()
                ));
            }
            overlay.merge(Overlay { regions: BTreeMap::from([(code, Arc::new(answer))]) });
        }
        if third_parties > 0 {
            self.notes.push(format!("{third_parties} endpoint services of other accounts were left out"));
        }
        if balancers > 0 {
            self.notes.push(format!("{balancers} Gateway Load Balancer services were left out"));
        }
        if unplaced > 0 {
            self.notes.push(format!("{unplaced} services without a Region were left out"));
        }
        Ok(Read { overlay, notes: self.notes })
    }
}

/// The Region most names and details are of.
fn main_region(names: &[String], details: &[Detail]) -> Option<String> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    let said = details.iter().filter_map(|detail| detail.service_region.as_deref());
    let read = names.iter().chain(details.iter().map(|detail| &detail.service_name));
    // A Region that the catalogue does not have is told by its zones or by ServiceRegion only.
    for code in said.chain(read.filter_map(|name| Some(region_in_name(name)?.code))) {
        *votes.entry(code).or_default() += 1;
    }
    votes
        .into_iter()
        .max_by_key(|(code, count)| (*count, std::cmp::Reverse(*code)))
        .map(|(code, _)| code.to_owned())
}

fn detail(value: Value) -> Result<Detail, OverlayError> {
    serde_json::from_value(value).map_err(|error| OverlayError::NotAnAnswer {
        found: format!("a service has another shape ({error})"),
    })
}

/// A text from outside, short enough for a message.
fn short(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
