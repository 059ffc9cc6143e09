//! A browser without a script engine: keeps cookies, follows no redirect, sends what a browser sends.

use std::sync::Arc;

use reqwest::cookie::Jar;
use reqwest::multipart::{Form as Parts, Part};
use reqwest::{Method, RequestBuilder, Url, redirect};
use zhenggai::kernel::ids::ActId;

use super::form::Form;
use super::page::Page;

/// One person's browser. Cheap to clone; clones share cookies.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    jar: Arc<Jar>,
    base: Url,
    who: String,
}

impl Client {
    /// A browser that has never been here.
    pub fn new(base: &str, who: &str) -> Self {
        // An error means that it was chosen already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let jar = Arc::new(Jar::default());
        let http = reqwest::Client::builder()
            .cookie_provider(Arc::clone(&jar))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        Self {
            http,
            jar,
            base: base.parse().expect("an address"),
            who: who.to_owned(),
        }
    }

    /// With a session's cookie.
    #[must_use]
    pub fn with_session(self, token: &str) -> Self {
        self.cookie("zg-session", token)
    }

    /// With the cookie that says who signed in here last.
    #[must_use]
    pub fn with_writer(self, account: &str) -> Self {
        self.cookie("zg-writer", account)
    }

    /// In English; Chinese without it.
    #[must_use]
    pub fn in_english(self) -> Self {
        self.cookie("zg-lang", "en")
    }

    /// The same person, with the same cookies so far, at another program of the same site.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        let there = Self::new(base, &self.who);
        for pair in self.cookies().split("; ").filter(|pair| !pair.is_empty()) {
            there.jar.add_cookie_str(pair, &there.base);
        }
        there
    }

    /// The cookies that it sends, as in the header.
    pub fn cookies(&self) -> String {
        use reqwest::cookie::CookieStore as _;
        let header = self.jar.cookies(&self.base);
        header
            .and_then(|value| value.to_str().ok().map(ToOwned::to_owned))
            .unwrap_or_default()
    }

    fn cookie(self, name: &str, value: &str) -> Self {
        self.jar
            .add_cookie_str(&format!("{name}={value}; Path=/"), &self.base);
        self
    }

    /// `GET path`.
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path)).await
    }

    /// `POST path` with these fields; an `act_id` is added if none is given, as every form of ours carries one.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all: Vec<(&str, &str)> = fields.to_vec();
        let act = ActId::fresh().to_string();
        if !fields.iter().any(|(name, _)| *name == "act_id") {
            all.push(("act_id", &act));
        }
        self.send(self.request(Method::POST, path).form(&all)).await
    }

    /// Sends a form of a page as it was filled.
    pub async fn submit(&self, form: Form) -> Page {
        let request = self.request(form.method(), form.action());
        let request = if form.method() == Method::GET {
            request.query(form.fields())
        } else {
            request.form(form.fields())
        };
        self.send(request).await
    }

    /// `POST path` as `multipart/form-data`, with one file.
    pub async fn post_file(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, Vec<u8>)) -> Page {
        self.post_files(path, fields, vec![file]).await
    }

    /// The same with several files: each a field's name, the file's name, the file.
    pub async fn post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: Vec<(&str, &str, Vec<u8>)>,
    ) -> Page {
        let mut parts = Parts::new();
        if !fields.iter().any(|(name, _)| *name == "act_id") {
            parts = parts.text("act_id", ActId::fresh().to_string());
        }
        for (name, value) in fields {
            parts = parts.text((*name).to_owned(), (*value).to_owned());
        }
        for (field, file_name, bytes) in files {
            let part = Part::bytes(bytes).file_name(file_name.to_owned());
            parts = parts.part(field.to_owned(), part);
        }
        self.send(self.request(Method::POST, path).multipart(parts)).await
    }

    /// Any request: headers can be added before [`Self::send`]. A POST says that it comes from a page of ours.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = self.base.join(path).expect("a path");
        let posts = method == Method::POST;
        let request = self.http.request(method, url);
        if posts {
            request.header("origin", self.base.origin().ascii_serialization())
        } else {
            request
        }
    }

    /// Sends it and reads the answer.
    pub async fn send(&self, request: RequestBuilder) -> Page {
        let request = request.build().expect("a request");
        let asked = format!("{} {} as {}", request.method(), request.url().path(), self.who);
        let response = self
            .http
            .execute(request)
            .await
            .unwrap_or_else(|error| panic!("{asked}: {error}"));
        Page::read(asked, response).await
    }
}
