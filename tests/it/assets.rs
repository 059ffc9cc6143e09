//! What is served under /assets/: as vendored, and nothing that an office's old PC (Chrome 109) lacks.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};
use zhenggai::web::shell::assets::{ASSETS, Asset, asset_url};

fn asset(name: &str) -> &'static Asset {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .expect("an asset of that name")
}

fn text(name: &str) -> &'static str {
    std::str::from_utf8(asset(name).plain).expect("UTF-8")
}

#[test]
fn every_vendored_file_is_the_one_that_was_taken() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/vendor");
    let list = fs::read_to_string(root.join("VENDORED.toml")).expect("the list");
    let value = |line: &str| line.split('"').nth(1).unwrap_or_default().to_owned();
    let files: Vec<_> = list
        .lines()
        .filter(|l| l.starts_with("file = "))
        .map(value)
        .collect();
    let sums: Vec<_> = list
        .lines()
        .filter(|l| l.starts_with("sha256 = "))
        .map(value)
        .collect();
    assert_eq!(files.len(), sums.len());
    for (file, sum) in files.iter().zip(&sums) {
        let bytes = fs::read(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(&hex::encode(Sha256::digest(&bytes)), sum, "{file} was changed");
    }
    let listed: BTreeSet<_> = files.into_iter().collect();
    let mut found = BTreeSet::new();
    for folder in fs::read_dir(&root)
        .expect("vendor")
        .flatten()
        .filter(|e| e.path().is_dir())
    {
        for file in fs::read_dir(folder.path()).expect("a folder").flatten() {
            found.insert(format!(
                "{}/{}",
                folder.file_name().display(),
                file.file_name().display()
            ));
        }
    }
    assert_eq!(found, listed, "static/vendor holds exactly what its list says");
}

#[test]
fn addresses_carry_the_hash_of_what_they_serve() {
    for asset in ASSETS {
        let sum = hex::encode(Sha256::digest(asset.plain));
        assert!(
            sum.starts_with(asset.hash) && asset.hash.len() >= 16,
            "{}",
            asset.name
        );
        assert!(asset_url(asset.name).contains(asset.hash));
        assert!(
            asset.brotli.len() < asset.plain.len() || asset.plain.len() < 400,
            "{}",
            asset.name
        );
    }
}

/// Features of CSS that came after Chrome 109, by the words that mark them. Declarations that an old browser skips
/// without harm are listed apart, with the reason.
const TOO_NEW_CSS: &[&str] = &[
    "oklch(",
    "oklab(",
    "lch(",
    "lab(",
    "color-mix(",
    "light-dark(",
    "@starting-style",
    "@scope",
    "@property",
    "subgrid",
    ":user-valid",
    ":user-invalid",
    "linear(",
    "round(",
    "sign(",
    "anchor(",
    "@position-try",
    "animation-timeline",
    "view-transition",
    "interpolate-size",
    "calc-size(",
    "if(",
    "@function",
    ":popover-open",
    "image-set(",
    "text-box",
    "transition-behavior",
    "overlay:",
    ":open",
    "::details-content",
];
/// Skipped by old browsers without harm: text areas then keep the height of their rows; Bootstrap's `mask-image`
/// stands beside its `-webkit-` form.
const HARMLESS_CSS: &[&str] = &["field-sizing", "mask-image"];

#[test]
fn styles_use_nothing_newer_than_chrome_109() {
    for name in ["app.css", "bootstrap.min.css"] {
        let css = without_comments(text(name));
        let found: Vec<_> = TOO_NEW_CSS.iter().filter(|word| marks(&css, word)).collect();
        assert!(found.is_empty(), "{name} uses {found:?}");
        assert!(
            !nested(&css),
            "{name} nests rules, which Chrome 109 does not know"
        );
        let known: Vec<_> = HARMLESS_CSS.iter().filter(|word| css.contains(**word)).collect();
        println!("{name}: harmless newer declarations {known:?}");
    }
}

fn without_comments(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

/// The word where it does not merely end a longer one, as `if(` would in `notif(`.
fn marks(css: &str, word: &str) -> bool {
    css.match_indices(word).any(|(at, _)| {
        let before = css[..at].chars().next_back().unwrap_or(' ');
        !(before.is_alphanumeric() || before == '-' || before == '_')
    })
}

/// Whether a rule of declarations holds another rule.
fn nested(css: &str) -> bool {
    let mut stack: Vec<bool> = Vec::new();
    let mut start = 0;
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => {
                let head = css[start..at].trim();
                let head = head.rsplit([';', '}']).next().unwrap_or_default().trim();
                let group = head.starts_with("@media")
                    || head.starts_with("@supports")
                    || head.starts_with("@keyframes")
                    || head.starts_with("@page");
                if stack.last() == Some(&false) && !head.starts_with('@') {
                    return true;
                }
                stack.push(group);
                start = at + 1;
            }
            b'}' => {
                stack.pop();
                start = at + 1;
            }
            _ => {}
        }
    }
    false
}

/// Interfaces of JavaScript that came after Chrome 109. Called methods are looked for with their dot.
const TOO_NEW_JS: &[&str] = &[
    ".toSorted(",
    ".toReversed(",
    ".toSpliced(",
    "Object.groupBy",
    "Map.groupBy",
    "Promise.withResolvers",
    "Promise.try(",
    "Array.fromAsync",
    ".isSubsetOf(",
    ".symmetricDifference(",
    "structuredCloneAsync",
    "URLPattern",
    "Iterator.from",
    "startViewTransition(",
    ".moveBefore(",
    "setHTMLUnsafe",
    "getHTML(",
    "CloseWatcher",
    "showPopover(",
    "AbortSignal.any(",
    "using ",
    "RegExp.escape",
    ".isWellFormed(",
    "URL.canParse",
    "URL.parse(",
    "navigation.navigate(",
    "scheduler.yield",
];

#[test]
fn scripts_use_nothing_newer_than_chrome_109_unguarded() {
    for name in ["app.js", "htmx.min.js"] {
        let js = text(name);
        let bare: Vec<_> = TOO_NEW_JS
            .iter()
            .filter(|word| js.contains(**word) && !guarded(js, word))
            .collect();
        assert!(
            bare.is_empty(),
            "{name} uses {bare:?} without asking whether it exists"
        );
        for banned in ["eval(", "new Function(", "document.write("] {
            assert!(name != "app.js" || !js.contains(banned), "{name}: {banned}");
        }
    }
}

/// Whether each use stands behind a question such as `if(document.startViewTransition)` or `x.moveBefore?` .
fn guarded(js: &str, word: &str) -> bool {
    let name = word.trim_start_matches('.').trim_end_matches('(');
    ["?.", "if(", "&&", "in ", "typeof ", "?"].iter().any(|sign| {
        js.match_indices(name).any(|(at, _)| {
            let from = (0..=at.saturating_sub(60))
                .rev()
                .find(|i| js.is_char_boundary(*i))
                .unwrap_or(0);
            let to = (at + name.len() + 3..js.len())
                .find(|i| js.is_char_boundary(*i))
                .unwrap_or(js.len());
            js[from..to].contains(sign) && !js[at + name.len()..].starts_with('(')
        })
    })
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    fn walk(folder: &Path, check: &mut dyn FnMut(&Path, &str)) {
        for entry in fs::read_dir(folder).expect("templates").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, check);
            } else if path.extension().is_some_and(|e| e == "html") {
                check(&path, &fs::read_to_string(&path).expect("a template"));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    walk(&root, &mut |path, html| {
        for banned in [
            " style=\"",
            "<style",
            " onclick=",
            " onload=",
            " onsubmit=",
            " onchange=",
            "javascript:",
            "//cdn",
        ] {
            assert!(!html.contains(banned), "{}: {banned}", path.display());
        }
        for (at, _) in html.match_indices("<script") {
            assert!(
                html[at..].starts_with("<script src="),
                "{}: an inline script",
                path.display()
            );
        }
    });
    // The name of SVG's language inside data: images is no address that anything is fetched from.
    let css = text("app.css").replace("http://www.w3.org/2000/svg", "");
    assert!(!css.contains("http://") && !css.contains("https://"));
}
