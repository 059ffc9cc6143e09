//! What every list has in common: chosen columns, saved and shared views, the workbook of what is shown.

mod books;
mod columns;
mod everywhere;
mod looked_after;
mod saved;
mod shared;

use scraper::{ElementRef, Html, Node};

use crate::support::selector;
use crate::support::{Client, Page};

/// The words that are seen, without any blank: neither what is read aloud only nor the names of columns beside cells.
fn seen(element: ElementRef) -> String {
    let hidden = |element: &ElementRef| {
        let classes = element.attr("class").unwrap_or_default();
        ["visually-hidden", "zg-only-sm"]
            .iter()
            .any(|class| classes.split_whitespace().any(|one| one == *class))
    };
    let mut words = String::new();
    for child in element.children() {
        if let Node::Text(text) = child.value() {
            words.extend(text.chars().filter(|c| !c.is_whitespace()));
        } else if let Some(below) = ElementRef::wrap(child).filter(|below| !hidden(below)) {
            words.push_str(&seen(below));
        }
    }
    words
}

fn cells(html: &Html, rows: &str, cells: &str) -> Vec<Vec<String>> {
    let cells = selector(cells);
    html.select(&selector(rows))
        .map(|row| row.select(&cells).map(seen).collect())
        .collect()
}

/// The headers of the list on a page.
fn heads(page: &Page) -> Vec<String> {
    cells(page.html(), "table[data-list] thead tr", "th:not(.zg-tickcell)")
        .into_iter()
        .flatten()
        .collect()
}

/// Its rows, group by group without what stands above them.
fn rows(page: &Page) -> Vec<Vec<String>> {
    cells(
        page.html(),
        "table[data-list] tbody tr:not(.grp)",
        "th, td:not(.zg-tickcell)",
    )
}

/// The pages of a list, one after the other.
async fn pages(client: &Client, path: &str) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let page = client.get(&path).await.expect(200);
        let words = ["下一页", "更早的"];
        let links = page.html();
        next = links
            .select(&selector(".zg-pager a"))
            .find(|link| words.contains(&seen(*link).as_str()))
            .and_then(|link| link.attr("href").map(ToOwned::to_owned));
        pages.push(page);
    }
    pages
}

/// Saves what a list is asked under a name; gives the path of the view.
async fn save(client: &Client, path: &str, name: &str) -> String {
    let form = client.get(path).await.expect(200).form("/views");
    let to = client.submit(form.set("name", name)).await.redirected();
    assert_eq!(to, path);
    let page = client.get("/views").await.expect(200);
    let html = page.html();
    let lines = selector(".zg-view-list li");
    let all = html.select(&lines);
    let mut found = all.filter(|line| seen(*line).starts_with(&name.replace(' ', "")));
    let line = found.next().expect("the view");
    let manage = line.select(&selector("a[href^='/views/']")).next();
    manage
        .and_then(|way| way.attr("href"))
        .expect("a way to it")
        .to_owned()
}

/// The names of views above a list.
async fn views(client: &Client, path: &str) -> Vec<String> {
    client.get(path).await.expect(200).texts(".zg-views a span[lang]")
}

/// The names of views of others in the menu above a list.
async fn others(client: &Client, path: &str) -> Vec<String> {
    client
        .get(path)
        .await
        .expect(200)
        .texts(".zg-others a span[lang]")
}

/// Shares a view of one's own.
async fn share(client: &Client, view: &str, with: &str) {
    let form = client.get(view).await.expect(200).form(view);
    client.submit(form.set("shared", with)).await.redirected();
}
