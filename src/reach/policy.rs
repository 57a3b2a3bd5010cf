//! Endpoint policies: whether one allows calls to the endpoint's service, as far as that can be decided without knowing
//! the calls.
//!
//! A policy that allows everything, or nothing, is decided. One that tells apart by action, resource, principal or
//! condition is not: which calls a workload makes is not in the design.
//!
//! Sources: <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>,
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

use serde_json::Value;

use crate::{catalog, graph::PolicyDocument, model::ServiceRef};

/// What a policy says of the calls to a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// There is none, so AWS's default holds: full access.
    Default,
    /// It allows every call to the service.
    Full,
    /// It depends on the call.
    Undecided(Doubt),
    /// It allows no call to the service.
    Refused(Refusal),
}

/// On what it depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    Action,
    Resource,
    Principal,
    Condition,
    /// A statement that denies some calls.
    Deny,
}

impl Doubt {
    /// The policy's element.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Resource => "resource",
            Self::Principal => "principal",
            Self::Condition => "condition",
            Self::Deny => "deny",
        }
    }
}

/// Why it allows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No statement allows anything.
    NoAllow,
    /// Statements allow calls to other services only.
    OtherServices,
    /// A statement denies everything.
    DeniesAll,
}

/// How many of the calls to a service a statement is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    None,
    Some(Doubt),
    All,
}

/// Evaluates the policy of an endpoint to a service.
pub(super) fn evaluate(policy: Option<&PolicyDocument>, service: &ServiceRef) -> Permission {
    let Some(PolicyDocument(document)) = policy else { return Permission::Default };
    let statements = match document.get("Statement") {
        Some(Value::Array(statements)) => statements.as_slice(),
        Some(statement) => std::slice::from_ref(statement),
        None => &[],
    };
    let prefixes = Prefixes::of(service);
    let mut doubt = None;
    let mut denied = None;
    let mut all_allowed = false;
    let mut refusal = Refusal::NoAllow;
    for statement in statements {
        let scope = scope(statement, &prefixes);
        match (statement.get("Effect").and_then(Value::as_str), scope) {
            (Some("Allow"), Scope::All) => all_allowed = true,
            (Some("Allow"), Scope::Some(why)) => doubt = doubt.or(Some(why)),
            (Some("Allow"), Scope::None) => refusal = Refusal::OtherServices,
            (Some("Deny"), Scope::All) => return Permission::Refused(Refusal::DeniesAll),
            (Some("Deny"), Scope::Some(_)) => denied = Some(Doubt::Deny),
            // AWS refuses a policy with another effect.
            (Some("Deny"), Scope::None) | (Some(_) | None, _) => {}
        }
    }
    match (all_allowed, doubt, denied) {
        (true, _, None) => Permission::Full,
        (true, _, Some(denied)) => Permission::Undecided(denied),
        (false, Some(doubt), _) => Permission::Undecided(doubt),
        (false, None, _) => Permission::Refused(refusal),
    }
}

fn scope(statement: &Value, prefixes: &Prefixes<'_>) -> Scope {
    let action = match (statement.get("Action"), statement.get("NotAction")) {
        (Some(action), _) => widest(texts(action).into_iter().map(|action| prefixes.scope(action))),
        (None, Some(not)) => match widest(texts(not).into_iter().map(|action| prefixes.scope(action))) {
            Scope::All => Scope::None,
            Scope::Some(doubt) => Scope::Some(doubt),
            Scope::None => Scope::All,
        },
        (None, None) => Scope::None,
    };
    let resource = match (statement.get("Resource"), statement.get("NotResource")) {
        (Some(resource), _) => widest(texts(resource).into_iter().map(resource_scope)),
        (None, Some(_)) => Scope::Some(Doubt::Resource),
        (None, None) => Scope::None,
    };
    let principal = match statement.get("Principal") {
        Some(principal) if is_everybody(principal) => Scope::All,
        Some(_) | None => Scope::Some(Doubt::Principal),
    };
    let condition = match statement.get("Condition") {
        Some(Value::Object(condition)) if !condition.is_empty() => Scope::Some(Doubt::Condition),
        Some(_) | None => Scope::All,
    };
    let parts = [action, resource, principal, condition];
    if parts.contains(&Scope::None) {
        return Scope::None;
    }
    parts.into_iter().find(|part| *part != Scope::All).unwrap_or(Scope::All)
}

/// What several of one element are about together.
fn widest(scopes: impl Iterator<Item = Scope>) -> Scope {
    let mut widest = Scope::None;
    for scope in scopes {
        match (widest, scope) {
            (_, Scope::All) => return Scope::All,
            (Scope::None, Scope::Some(_)) => widest = scope,
            (Scope::None, Scope::None) | (Scope::Some(_) | Scope::All, _) => {}
        }
    }
    widest
}

fn resource_scope(resource: &str) -> Scope {
    // `arn:aws:s3:::*` holds every bucket and every object.
    let parts: Vec<&str> = resource.splitn(6, ':').collect();
    let everything = resource == "*" || (parts.len() == 6 && parts[3].is_empty() && parts[5] == "*");
    if everything { Scope::All } else { Scope::Some(Doubt::Resource) }
}

fn is_everybody(principal: &Value) -> bool {
    match principal {
        Value::String(text) => text == "*",
        Value::Object(kinds) => kinds.get("AWS").is_some_and(|aws| texts(aws).contains(&"*")),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => false,
    }
}

/// An element that is one text or a list of them.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    }
}

/// What the actions of a service begin with. The catalogue has no such list; it is the name of the API in SDKs, or the
/// first part of the key, where another service does not go by it.
struct Prefixes<'a> {
    key: Option<&'a str>,
    service: Option<&'static catalog::Service>,
}

impl<'a> Prefixes<'a> {
    fn of(service: &'a ServiceRef) -> Self {
        let key = service.aws_key();
        Self { key, service: key.and_then(catalog::service) }
    }

    fn is_own(&self, prefix: &str) -> bool {
        let first = |key: &str| key.split('.').next().unwrap_or(key).trim_end_matches("-fips").to_owned();
        self.key.is_some_and(|key| key == prefix || first(key) == prefix)
            || self.service.is_some_and(|service| service.sdk_ids.iter().any(|id| id == prefix))
    }

    fn scope(&self, action: &str) -> Scope {
        if action == "*" {
            return Scope::All;
        }
        let Some((prefix, name)) = action.split_once(':') else { return Scope::None };
        let prefix = prefix.to_ascii_lowercase();
        if self.is_own(&prefix) {
            return if name == "*" { Scope::All } else { Scope::Some(Doubt::Action) };
        }
        // The actions of another service; where nobody goes by the prefix, it may be this one's.
        let others = catalog::services().iter();
        let known = others
            .filter(|other| self.key != Some(other.key))
            .any(|other| other.key == prefix || other.sdk_ids.iter().any(|id| id == prefix));
        if known { Scope::None } else { Scope::Some(Doubt::Action) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permission(service: &str, text: &str) -> Permission {
        let document = PolicyDocument(serde_json::from_str(text).unwrap());
        evaluate(Some(&document), &ServiceRef::Aws(service.to_owned()))
    }

    #[test]
    fn all_nothing_and_what_depends() {
        let s3 = |statement: &str| permission("s3", &format!(r#"{{"Statement": [{statement}]}}"#));
        let full = r#"{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}"#;
        let own = r#"{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["s3:*"], "Resource": ["arn:aws:s3:::*"]}"#;
        let read = r#"{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}"#;
        let bucket =
            r#"{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"}"#;
        let account =
            r#"{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "*", "Resource": "*"}"#;
        let when = r#"{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}"#;
        let other = r#"{"Effect": "Allow", "Principal": "*", "Action": "dynamodb:*", "Resource": "*"}"#;
        let deny = r#"{"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": "*"}"#;
        let deny_all = r#"{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}"#;
        assert_eq!(evaluate(None, &ServiceRef::Aws("s3".to_owned())), Permission::Default);
        assert_eq!(s3(full), Permission::Full);
        assert_eq!(s3(own), Permission::Full);
        assert_eq!(s3(read), Permission::Undecided(Doubt::Action));
        assert_eq!(s3(bucket), Permission::Undecided(Doubt::Resource));
        assert_eq!(s3(account), Permission::Undecided(Doubt::Principal));
        assert_eq!(s3(when), Permission::Undecided(Doubt::Condition));
        assert_eq!(s3(&format!("{full}, {deny}")), Permission::Undecided(Doubt::Deny));
        assert_eq!(s3(other), Permission::Refused(Refusal::OtherServices));
        assert_eq!(s3(deny), Permission::Refused(Refusal::NoAllow));
        assert_eq!(s3(&format!("{full}, {deny_all}")), Permission::Refused(Refusal::DeniesAll));
        assert_eq!(permission("s3", "{}"), Permission::Refused(Refusal::NoAllow));
    }

    #[test]
    fn actions_go_by_the_name_of_the_api() {
        let all = |action: &str| {
            format!(
                r#"{{"Statement": {{"Effect": "Allow", "Principal": "*", "Action": "{action}", "Resource": "*"}}}}"#
            )
        };
        assert_eq!(permission("ecr.api", &all("ecr:*")), Permission::Full);
        assert_eq!(permission("monitoring", &all("cloudwatch:*")), Permission::Full);
        assert_eq!(permission("sqs", &all("sns:*")), Permission::Refused(Refusal::OtherServices));
        assert_eq!(permission("sqs", &all("nobody:*")), Permission::Undecided(Doubt::Action));
    }
}
