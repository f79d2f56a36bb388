//! The editor's local page: findings side by side, decisions kept at once in the decisions file.
//!
//! The page is the report's own template with forms in it, and works without JavaScript. Reading articles and
//! comparing them is handed in as a [`Newsroom`]; here is the page, who may see it and what is decided on it.

mod export;
mod guard;
mod room;
mod side_by_side;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use jiff::civil::Date;

use crate::article::Article;
use crate::report::Report;

use guard::Guard;
use room::{Asked, Filters, Room};

/// Where articles come from: the command line's inputs and rules.
pub trait Newsroom: Send + Sync {
    /// Changes whenever an article does.
    fn stamp(&self) -> String;
    /// Reads and compares all articles anew.
    fn read(&self) -> Reading;
    /// The day on which a decision is made.
    fn today(&self) -> Option<Date>;
}

/// What reading gave.
#[derive(Debug, Clone)]
pub struct Reading {
    /// In input order.
    pub articles: Vec<Article>,
    /// All findings, also those decided on.
    pub report: Report,
    /// Inputs that could not be read, in words.
    pub problems: Vec<String>,
}

/// How the page is served.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen: loopback unless the user says otherwise.
    pub host: IpAddr,
    /// 0 takes any free port.
    pub port: u16,
    /// A name under which the page may be asked for, besides addresses and `localhost`.
    pub name: Option<String>,
    /// The decisions file.
    pub decisions: PathBuf,
    /// Who decides.
    pub who: Option<String>,
}

/// Why the page cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// The port is taken, or not ours to take.
    #[error(
        "cannot listen on {address}: {error}; another port can be given with --port, 0 takes any free one"
    )]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        error: std::io::Error,
    },
    /// The system failed later.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Serves the page until interrupted. `ready` is told its address.
pub fn serve(
    newsroom: Arc<dyn Newsroom>,
    options: Options,
    ready: impl FnOnce(&str),
) -> Result<(), ReviewError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let address = SocketAddr::new(options.host, options.port);
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .map_err(|error| ReviewError::Listen { address, error })?;
        let address = listener.local_addr()?;
        let token = guard::token();
        let base = format!("/{token}/");
        let room = Arc::new(Room::new(newsroom, &options, base.clone()));
        let guard = Guard::new(options.name.clone());
        ready(&format!("http://{address}{base}"));
        let stop = async {
            // Without a signal to wait for the page stays until the process is ended.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        axum::serve(listener, routes(room, guard, &base)).with_graceful_shutdown(stop).await?;
        Ok(())
    })
}

/// The page's addresses, all of them below the token.
fn routes(room: Arc<Room>, guard: Guard, base: &str) -> Router {
    let at = |path: &str| format!("{base}{path}");
    Router::new()
        .route(base, get(page))
        .route(&at("compare"), get(compare))
        .route(&at("decide"), post(decide))
        .route(&at("state"), get(state))
        .route(&at("export/{format}"), get(exported))
        .route(&at("style.css"), get(style))
        .route(&at("review.js"), get(script))
        .with_state(room)
        .layer(DefaultBodyLimit::max(64 * 1024))
        .layer(axum::middleware::from_fn_with_state(guard, guard::watch))
}

/// Reading articles takes long; the runtime's one thread stays free for the other tab.
async fn aside<T: Send + 'static>(
    room: Arc<Room>,
    work: impl FnOnce(&Room) -> T + Send + 'static,
) -> Result<T, Response> {
    let done = tokio::task::spawn_blocking(move || work(&room)).await;
    done.map_err(|_| (StatusCode::INTERNAL_SERVER_ERROR, "this page could not be made").into_response())
}

async fn page(
    State(room): State<Arc<Room>>,
    Query(filters): Query<Filters>,
) -> Result<Html<String>, Response> {
    Ok(Html(aside(room, move |room| room.page(&filters, None)).await?))
}

async fn compare(
    State(room): State<Arc<Room>>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Response> {
    let page = aside(room, move |room| room.side_by_side(&asked.finding)).await?;
    page.map(Html).ok_or_else(|| (StatusCode::NOT_FOUND, "no finding of this id").into_response())
}

async fn state(State(room): State<Arc<Room>>) -> Result<Response, Response> {
    Ok(axum::Json(aside(room, Room::state).await?).into_response())
}

/// A decision: JSON for the script, a page for a browser without one.
async fn decide(
    State(room): State<Arc<Room>>,
    headers: HeaderMap,
    Form(form): Form<room::Form>,
) -> Result<Response, Response> {
    let script = headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"application/json");
    let base = room.base().to_owned();
    let (answer, page) = aside(room, move |room| {
        let answer = room.decide(&form);
        let page = (!script && !answer.ok).then(|| room.page(&Filters::default(), Some(&answer.message)));
        (answer, page)
    })
    .await?;
    let status = match (answer.ok, answer.stale) {
        (true, _) => StatusCode::OK,
        (false, true) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(match page {
        _ if script => (status, axum::Json(answer)).into_response(),
        Some(page) => (status, Html(page)).into_response(),
        None => Redirect::to(&format!("{base}#finding-{}", answer.number)).into_response(),
    })
}

async fn exported(
    State(room): State<Arc<Room>>,
    axum::extract::Path(format): axum::extract::Path<String>,
) -> Result<Response, Response> {
    let export = aside(room, move |room| room.export(&format)).await?;
    let Some((kind, file, text)) = export else {
        return Err((
            StatusCode::NOT_FOUND,
            "markdown, csv and claimreview are what decisions can be exported to",
        )
            .into_response());
    };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}\"")),
    ];
    Ok((headers, text).into_response())
}

async fn style() -> impl IntoResponse {
    let style = [crate::report::html::STYLE, include_str!("review.css")].concat();
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], style)
}

async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("review.js"))
}
