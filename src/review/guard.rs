//! Who may ask: only somebody who has the address with its token, in a browser that was sent here by nobody else.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What may be loaded: this page's own style and script, and nothing else from anywhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The names under which the page may be asked for.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    name: Option<String>,
}

impl Guard {
    pub(super) fn new(name: Option<String>) -> Guard {
        Guard { name }
    }

    /// A page elsewhere can make a browser ask us under its own name ("DNS rebinding"), but not under an address.
    fn knows(&self, host: &str) -> bool {
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or(""),
            None => host.rsplit_once(':').map_or(host, |(name, _)| name),
        };
        name.eq_ignore_ascii_case("localhost")
            || name.parse::<IpAddr>().is_ok()
            || self.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name))
    }

    /// Why the request is refused.
    fn refuses(&self, method: &Method, headers: &HeaderMap) -> Option<&'static str> {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let Some(host) = text(header::HOST).filter(|host| self.knows(host)) else {
            return Some("this page is not served under that name; --allow-name NAME allows one");
        };
        match text(header::ORIGIN) {
            Some(origin) if origin.strip_prefix("http://") != Some(host) => Some("asked from another page"),
            None if !matches!(*method, Method::GET | Method::HEAD) => Some("sent from no page"),
            _ => None,
        }
    }
}

/// Lets through what may pass, and tells the browser what the answer may do.
pub(super) async fn watch(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let mut response = match guard.refuses(request.method(), request.headers()) {
        Some(why) => (StatusCode::FORBIDDEN, why).into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value| _ = headers.insert(name, HeaderValue::from_static(value));
    set("content-security-policy", POLICY);
    set("x-content-type-options", "nosniff");
    set("x-frame-options", "DENY");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("cache-control", "no-store");
    response
}

/// 128 bits that nobody can guess, from the keys that the standard library takes from the system.
pub(super) fn token() -> String {
    let state = RandomState::new();
    format!("{:016x}{:016x}", state.hash_one("token"), state.hash_one("of this run"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(method: Method, host: &str, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        Guard::new(Some("desk.example.org".to_owned())).refuses(&method, &headers).is_some()
    }

    #[test]
    fn only_addresses_and_names_that_were_given() {
        for host in
            ["127.0.0.1:4711", "localhost:4711", "[::1]:4711", "192.168.1.5:80", "desk.example.org:4711"]
        {
            assert!(!refused(Method::GET, host, None), "{host}");
        }
        for host in ["evil.example.org:4711", "127.0.0.1.evil.org", "", "localhost.evil.org:80"] {
            assert!(refused(Method::GET, host, None), "{host}");
        }
    }

    #[test]
    fn only_from_the_page_itself() {
        let own = "http://127.0.0.1:4711";
        assert!(!refused(Method::POST, "127.0.0.1:4711", Some(own)));
        for origin in [None, Some("null"), Some("http://evil.example.org"), Some("http://127.0.0.1:80")] {
            assert!(refused(Method::POST, "127.0.0.1:4711", origin), "{origin:?}");
        }
        assert!(refused(Method::GET, "127.0.0.1:4711", Some("http://evil.example.org")));
    }

    #[test]
    fn tokens_differ_and_are_long() {
        let (one, other) = (token(), token());
        assert!(one != other && one.len() == 32);
    }
}
