//! A form with words and, maybe, files: read as it comes, with one file in memory at a time. Each is looked at, cleaned and put where files lie
//! before the form is acted on; what comes of it without a row is swept away later.
//!
//! Read it while the request holds no connection: `can.without_connection(posted.read(inbox)).await?`. A form that a page held ([`super::sent`])
//! and sends again carries words only, in the plain encoding: it is read, too.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum_extra::extract::Form;
use bytes::BytesMut;
use serde::de::DeserializeOwned;
use url::form_urlencoded::Serializer;

use super::{Error, FieldProblems, msg};
use crate::kernel::ids::TenantId;
use crate::kernel::text::unseen;
use crate::platform::files::{self, FileStore, Kind, LARGEST, Stored, Unfit};

/// Most bytes of words in one form.
pub const WORDS: usize = 1024 * 1024;
const PLAIN: &str = "application/x-www-form-urlencoded";

/// The name of the field for files, and of what is wrong with them.
pub const FIELD: &str = "files";

/// Bytes that a form with `files` files may have.
pub const fn room(files: usize) -> usize {
    // A file that is a little too large is read to its end, so that its form can be drawn again and say so.
    (files + 1) * LARGEST + 2 * WORDS
}

/// What was posted, unread.
#[derive(Debug)]
pub struct Posted(Request);

impl<S: Sync> FromRequest<S> for Posted {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &S) -> Result<Self, Infallible> {
        Ok(Self(request))
    }
}

/// Where files of a form go, and which are taken.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// Where they are put.
    pub store: FileStore,
    /// Whose they are.
    pub tenant: TenantId,
    /// Kinds that are taken.
    pub asked: &'static [Kind],
    /// Most at once.
    pub most: usize,
}

/// Files of a form.
#[derive(Debug, Default)]
pub struct Files {
    /// Those that were put where files lie.
    pub stored: Vec<Stored>,
    /// What is wrong with others, at [`FIELD`].
    pub wrong: FieldProblems,
}

impl Posted {
    /// Reads words and files.
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::Invalid`] for what no form of ours sends; [`Error::Internal`] when files can't be put anywhere.
    pub async fn read<T: DeserializeOwned>(self, inbox: Inbox) -> Result<(T, Files), Error> {
        let kind = self
            .0
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            return Ok((plain(self.0).await?, Files::default()));
        }
        let parts = Multipart::from_request(self.0, &()).await;
        let mut parts = parts.map_err(|_| Error::malformed())?;
        let (mut words, mut room) = (Vec::new(), WORDS);
        let (mut read, mut chosen) = (Files::default(), 0);
        while let Some(field) = parts.next_field().await.map_err(|error| unreadable(&error))? {
            if field.file_name().is_none() {
                let name = field.name().unwrap_or_default().to_owned();
                let text = text(field, &mut room).await?;
                words.push((name, text));
                continue;
            }
            let Some((name, bytes)) = file(field).await? else {
                continue;
            };
            chosen += 1;
            let fit = match bytes {
                _ if chosen > inbox.most => continue,
                Some(bytes) => files::clean(&name, bytes.freeze(), inbox.asked).await,
                None => Err(Unfit::TooLarge),
            };
            match fit {
                Ok(clean) => {
                    let stored = inbox.store.put(inbox.tenant, &clean).await;
                    read.stored.push(stored.map_err(Error::internal)?);
                }
                Err(why) => read.wrong.add(FIELD, why.message(&shown(&name))),
            }
        }
        if chosen > inbox.most {
            read.wrong
                .add(FIELD, msg("一次最多选 {0} 个文件").with(inbox.most));
        }
        let form = Request::post("/").header(CONTENT_TYPE, PLAIN).body(Body::from(
            Serializer::new(String::new()).extend_pairs(words).finish(),
        ));
        Ok((plain(form.map_err(Error::internal)?).await?, read))
    }
}

async fn plain<T: DeserializeOwned>(request: Request) -> Result<T, Error> {
    let form = Form::<T>::from_request(request, &()).await;
    form.map(|Form(typed)| typed).map_err(|_| Error::malformed())
}

/// Words of a field, out of the `room` that all of a form have.
///
/// # Errors
/// [`Error::TooLarge`] beyond it; [`Error::Invalid`] for what can't be read.
pub async fn text(mut field: Field<'_>, room: &mut usize) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| unreadable(&error))? {
        *room = room.checked_sub(chunk.len()).ok_or(Error::TooLarge)?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A file's name with what is in it; nothing of one that is too large, which is read to its end all the same. A field in which no file was
/// chosen is none.
///
/// # Errors
/// As [`text`], beyond what the route takes.
pub async fn file(mut field: Field<'_>) -> Result<Option<(String, Option<BytesMut>)>, Error> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let mut bytes = Some(BytesMut::new());
    while let Some(chunk) = field.chunk().await.map_err(|error| unreadable(&error))? {
        bytes = bytes.filter(|bytes| bytes.len() + chunk.len() <= LARGEST);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
    let nothing = name.is_empty() && bytes.as_ref().is_some_and(BytesMut::is_empty);
    Ok((!nothing).then_some((name, bytes)))
}

/// A name as it may be said on a page.
pub fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !unseen(*c)).take(60).collect()
}

/// What is said of a form that can't be read.
pub fn unreadable(error: &MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::malformed(),
    }
}
