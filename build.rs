//! Bundles own css and js, compresses every asset once, and writes the table that `web::shell::assets` serves.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

/// Sections of `app.css` in the order in which they apply.
const CSS: &[&str] = &[
    "tokens", "base", "shell", "menus", "notes", "lamps", "figures", "tables", "ledger", "lists", "reading",
    "review", "reasons", "signing", "imports", "units", "accounts", "search", "views", "acts", "gate",
    "files", "narrow", "print",
];

/// Modules of `app.js` in the order in which they run. Each is progressive enhancement only.
const JS: &[&str] = &[
    "htmx-config",
    "menus",
    "copies",
    "advice",
    "again",
    "autosave",
    "rows",
    "review",
    "sheets",
    "passkeys",
    "files",
    "once",
    "leave",
    "keys",
    "find",
];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=static");
    println!("cargo:rerun-if-changed=migrations");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let bootstrap = fs::read_to_string("static/vendor/bootstrap/bootstrap.min.css")?;
    let assets = [
        (
            "bootstrap.min.css",
            "text/css; charset=utf-8",
            bootstrap.clone().into_bytes(),
        ),
        (
            "app.css",
            "text/css; charset=utf-8",
            stylesheet(&bootstrap)?.into_bytes(),
        ),
        (
            "htmx.min.js",
            "text/javascript; charset=utf-8",
            fs::read("static/vendor/htmx/htmx.min.js")?,
        ),
        (
            "app.js",
            "text/javascript; charset=utf-8",
            scripts()?.into_bytes(),
        ),
        ("favicon.svg", "image/svg+xml", fs::read("static/favicon.svg")?),
    ];
    let mut table = String::from("&[\n");
    for (name, mime, bytes) in assets {
        write_entry(&mut table, &out, name, mime, &bytes)?;
    }
    table.push_str("]\n");
    fs::write(out.join("assets.rs"), table)
}

fn stylesheet(bootstrap: &str) -> io::Result<String> {
    let mut css = String::new();
    for section in CSS {
        css.push_str(&fs::read_to_string(format!("static/css/{section}.css"))?);
        if *section == "narrow" {
            css.push_str(&dark(bootstrap)?);
        }
    }
    Ok(css)
}

/// Own dark rules on screens only, and again (with Bootstrap's) for whoever lets the system decide.
fn dark(bootstrap: &str) -> io::Result<String> {
    let own = fs::read_to_string("static/css/dark.css")?;
    let both = format!("{}\n{}", dark_rules(bootstrap), dark_rules(&own));
    let auto = both.replace("[data-bs-theme=dark]", "[data-bs-theme=auto]");
    Ok(format!(
        "@media screen {{\n{own}}}\n@media screen and (prefers-color-scheme: dark) {{\n{auto}\n}}\n"
    ))
}

/// Every top-level rule whose selector names the dark theme.
fn dark_rules(css: &str) -> String {
    let (mut rules, mut depth, mut start) = (String::new(), 0_u32, 0);
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let rule = &css[start..=at];
                    start = at + 1;
                    let selector = rule.split('{').next().unwrap_or_default();
                    let selector = selector.rsplit("*/").next().unwrap_or_default().trim();
                    if selector.contains("[data-bs-theme=dark]") && !selector.starts_with('@') {
                        let body = rule.find('{').map_or("", |open| &rule[open..]);
                        rules.push_str(selector);
                        rules.push_str(body);
                        rules.push('\n');
                    }
                }
            }
            _ => {}
        }
    }
    rules
}

/// Each module in a function of its own, so that a name in one never meets a name in another.
fn scripts() -> io::Result<String> {
    let mut js = String::from("\"use strict\";\n");
    for module in JS {
        let source = fs::read_to_string(format!("static/js/{module}.js"))?;
        write!(js, "// {module}\n(() => {{\n{source}}})();\n").map_err(io::Error::other)?;
    }
    Ok(js)
}

fn write_entry(table: &mut String, out: &Path, name: &str, mime: &str, bytes: &[u8]) -> io::Result<()> {
    let sum = Sha256::digest(bytes);
    let hash = sum.iter().take(10).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    let plain = out.join(name);
    let brotli = out.join(format!("{name}.br"));
    let gzip = out.join(format!("{name}.gz"));
    fs::write(&plain, bytes)?;
    fs::write(&brotli, compress_brotli(bytes)?)?;
    fs::write(&gzip, compress_gzip(bytes)?)?;
    writeln!(
        table,
        "Asset {{ name: {name:?}, mime: {mime:?}, hash: {hash:?}, url: \"/assets/{hash}/{name}\", \
         plain: include_bytes!({}), brotli: include_bytes!({}), gzip: include_bytes!({}) }},",
        literal(&plain),
        literal(&brotli),
        literal(&gzip)
    )
    .map_err(io::Error::other)
}

/// A path as a string literal of Rust.
fn literal(path: &Path) -> String {
    format!("{:?}", path.to_string_lossy())
}

fn compress_brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

fn compress_gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
