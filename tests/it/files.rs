//! Files in a bucket, against a stand-in for a service that speaks S3: what is asked of it, and that the key goes with it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use zhenggai::kernel::ids::TenantId;
use zhenggai::platform::files::{Bucket, FileError, FileStore, Kind, Place, Stored, clean};

/// Paths with what lies there.
type Objects = Arc<Mutex<BTreeMap<String, Bytes>>>;

const DATED: &str = "Tue, 25 Sep 2018 02:00:00 GMT";

async fn answer(
    State(objects): State<Objects>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let signed = headers.get("authorization").and_then(|value| value.to_str().ok());
    if !signed.is_some_and(|value| value.starts_with("AWS4-HMAC-SHA256 Credential=key-name/")) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut objects = objects.lock().expect("nobody panicked");
    let path = uri.path().to_owned();
    let about = [("last-modified", DATED), ("etag", "\"1\"")];
    match (method, objects.get(&path).cloned()) {
        (Method::PUT, _) => {
            objects.insert(path, body);
            (about, "").into_response()
        }
        (Method::GET, _) if path.trim_end_matches('/') == "/evidence" => {
            list(&objects, uri.query().unwrap_or_default())
        }
        (Method::GET, Some(found)) => (about, found).into_response(),
        (Method::HEAD, Some(found)) => {
            let length = [("content-length", found.len().to_string())];
            (about, length, "").into_response()
        }
        (Method::DELETE, found) => {
            objects.remove(&path);
            found
                .map_or(StatusCode::NOT_FOUND, |_| StatusCode::NO_CONTENT)
                .into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// ListObjectsV2, as far as it is asked for here.
fn list(objects: &BTreeMap<String, Bytes>, query: &str) -> Response {
    let asked: BTreeMap<_, _> = url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let prefix = asked.get("prefix").map_or("", String::as_str);
    let (mut keys, mut below) = (String::new(), std::collections::BTreeSet::new());
    for (path, bytes) in objects {
        let key = path.trim_start_matches("/evidence/");
        let Some(rest) = key.strip_prefix(prefix) else {
            continue;
        };
        if let (true, Some((folder, _))) = (asked.contains_key("delimiter"), rest.split_once('/')) {
            below.insert(format!(
                "<CommonPrefixes><Prefix>{prefix}{folder}/</Prefix></CommonPrefixes>"
            ));
            continue;
        }
        let size = bytes.len();
        let _ = write!(
            keys,
            "<Contents><Key>{key}</Key><LastModified>2018-09-25T02:00:00.000Z</LastModified><ETag>1</ETag><Size>{size}</Size></Contents>"
        );
    }
    let below: String = below.into_iter().collect();
    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{keys}{below}</ListBucketResult>")
        .into_response()
}

async fn service() -> (String, Objects) {
    let objects = Objects::default();
    let router = Router::new().fallback(answer).with_state(Arc::clone(&objects));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, objects)
}

fn open(endpoint: &str, key: &str) -> FileStore {
    let place = Place::Bucket(Box::new(Bucket {
        url: "s3://evidence/below/this".parse().expect("an address"),
        endpoint: Some(endpoint.parse().expect("an address")),
        region: None,
        key_id: Some(key.to_owned()),
        secret: Some("secret-words".parse().expect("words")),
    }));
    assert!(!format!("{place:?}").contains("secret-words"));
    FileStore::open(&place).expect("a bucket")
}

async fn put(store: &FileStore, tenant: TenantId, words: &str) -> Result<Stored, FileError> {
    let bytes = Bytes::from(format!("%PDF-1.4 {words}"));
    let file = clean("a.pdf", bytes, &Kind::ALL).await.expect("fit");
    store.put(tenant, &file).await
}

#[tokio::test]
async fn a_bucket_holds_files_as_a_folder_does() {
    let (endpoint, objects) = service().await;
    let store = open(&endpoint, "key-name");
    let (alpha, beta) = (TenantId::fresh(), TenantId::fresh());
    let one = put(&store, alpha, "one").await.expect("put");
    let digest = hex::encode(one.kept);
    let there: Vec<String> = objects.lock().expect("there").keys().cloned().collect();
    assert_eq!(
        there,
        [format!("/evidence/below/this/{alpha}/{}/{digest}", &digest[..2])]
    );
    assert_eq!(store.get(alpha, &one.kept).await.expect("there"), "%PDF-1.4 one");
    let missing = store.get(beta, &one.kept).await;
    assert!(matches!(missing, Err(FileError::Missing(_))), "{missing:?}");
    put(&store, beta, "two").await.expect("put");
    let mut tenants = store.tenants().await.expect("listed");
    tenants.sort();
    assert_eq!(tenants, [alpha, beta]);
    let [lies] = store.all(alpha).await.expect("listed").try_into().expect("one");
    assert_eq!(lies.digest, one.kept);
    assert_eq!(store.since(alpha, &one.kept).await.expect("asked"), Some(lies.at));
    objects
        .lock()
        .expect("there")
        .insert(there[0].clone(), Bytes::from_static(b"another"));
    let changed = store.get(alpha, &one.kept).await;
    assert!(matches!(changed, Err(FileError::Changed(_))), "{changed:?}");
    store.remove(alpha, &one.kept).await.expect("removed");
    assert_eq!(store.since(alpha, &one.kept).await.expect("asked"), None);
}

#[tokio::test]
async fn a_service_that_refuses_the_key_keeps_nothing() {
    let (endpoint, objects) = service().await;
    assert!(
        put(&open(&endpoint, "another"), TenantId::fresh(), "one")
            .await
            .is_err()
    );
    assert!(objects.lock().expect("there").is_empty());
}
