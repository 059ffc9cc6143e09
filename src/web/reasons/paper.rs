//! A sheet as a document by GB/T 9704: A4, type area 156 × 225 mm, title 22 pt 小标宋, body 16 pt 仿宋, 22 lines of 28 characters. The fonts
//! are named and not brought along; where they are missing, the program that opens it takes others. No seal is ever drawn.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, FieldCharType, Footer, Header, InstrPAGE, InstrText, LineSpacing, LineSpacingType,
    PageMargin, Paragraph, Run, RunFonts, SpecialIndentType,
};

use super::sheet::Read;
use super::view::{Item, Person, Why};

const TITLE: &str = "方正小标宋简体";
const BODY: &str = "仿宋_GB2312";
const HEAVY: &str = "黑体";
const SECOND: &str = "楷体_GB2312";

/// Sizes in half points: 2号, 3号, 4号, 小5号.
const SIZE_TITLE: usize = 44;
const SIZE_BODY: usize = 32;
const SIZE_PAGE: usize = 28;
const SIZE_MARK: usize = 18;

/// A4 and its margins in twentieths of a point: top 37 mm, binding margin 28 mm, and what the type area leaves.
const WIDTH: u32 = 11_906;
const HEIGHT: u32 = 16_838;
const MARGINS: PageMargin = PageMargin {
    top: 2098,
    left: 1588,
    bottom: 1985,
    right: 1474,
    header: 851,
    footer: 1400,
    gutter: 0,
};

/// Two characters of the body.
const FIRST_LINE: Option<SpecialIndentType> = Some(SpecialIndentType::FirstLine(640));

/// 28.99 pt from line to line, rounded to what the format knows.
const LINE: i32 = 580;

/// What stands above and below the returns.
pub(super) struct Heading {
    /// Who takes it out, unit, time.
    pub(super) by: String,
    pub(super) campaign: String,
    /// The date on it.
    pub(super) today: String,
    pub(super) unit: String,
    /// Whether it has all returns, and not only those that stand.
    pub(super) ever: bool,
}

/// The document.
///
/// # Errors
/// When the library refuses.
pub(super) fn document(heading: &Heading, read: &Read) -> Result<Vec<u8>, std::io::Error> {
    let mark = paragraph(
        AlignmentType::Left,
        &format!("内部资料　{}", heading.by),
        HEAVY,
        SIZE_MARK,
    );
    let docx = Docx::new()
        .page_size(WIDTH, HEIGHT)
        .page_margin(MARGINS)
        .default_fonts(fonts(BODY))
        .default_size(SIZE_BODY)
        .header(Header::new().add_paragraph(mark.clone()))
        .even_header(Header::new().add_paragraph(mark))
        .footer(Footer::new().add_paragraph(page_number(AlignmentType::Right)))
        .even_footer(Footer::new().add_paragraph(page_number(AlignmentType::Left)));
    let docx = body(heading, read).into_iter().fold(docx, Docx::add_paragraph);
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(std::io::Error::other)?;
    Ok(bytes.into_inner())
}

fn body(heading: &Heading, read: &Read) -> Vec<Paragraph> {
    let title = format!("{}审核意见单", heading.unit);
    let group = if read.group.is_empty() {
        "督察指导组"
    } else {
        &read.group
    };
    let what = if heading.ever {
        "先后退回的问题"
    } else {
        "退回待改的问题"
    };
    let opening = format!(
        "{}：在{}中，对你单位提交的问题进行了审核，{what}共 {} 人 {} 条，意见如下。请督促本人逐条修改，改好后重新提交。",
        heading.unit,
        heading.campaign,
        read.people.len(),
        read.n
    );
    let mut all = vec![
        paragraph(AlignmentType::Center, &title, TITLE, SIZE_TITLE),
        paragraph(AlignmentType::Center, group, SECOND, SIZE_BODY),
        paragraph(AlignmentType::Center, &heading.today, SECOND, SIZE_BODY),
        plain(""),
        indented(&opening),
    ];
    for (nth, person) in read.people.iter().enumerate() {
        all.extend(of_person(nth + 1, person));
    }
    let right = |text: &str| paragraph(AlignmentType::Right, text, BODY, SIZE_BODY);
    all.extend([
        plain(""),
        plain("督察指导组组长（签字）：").keep_next(true),
        plain("单位主要负责人（签字）：").keep_next(true),
        right(&format!("{group}（印章）")).keep_next(true),
        right(&heading.today),
    ]);
    all
}

fn of_person(nth: usize, person: &Person) -> Vec<Paragraph> {
    let head = format!("{}、{}（{}）", numeral(nth), person.name, person.unit);
    let head = paragraph(AlignmentType::Both, &head, HEAVY, SIZE_BODY)
        .indent(None, FIRST_LINE, None, None)
        .keep_next(true);
    let items = person.items.iter().enumerate();
    std::iter::once(head)
        .chain(items.flat_map(|(nth, item)| of_item(nth + 1, item)))
        .collect()
}

fn of_item(nth: usize, item: &Item) -> Vec<Paragraph> {
    let head = format!(
        "（{}）{}　第{}稿　{}　{} {}",
        numeral(nth),
        item.number,
        item.revision,
        item.ruling,
        item.by,
        item.day
    );
    let head = paragraph(AlignmentType::Both, &head, SECOND, SIZE_BODY)
        .indent(None, FIRST_LINE, None, None)
        .keep_next(true);
    let mut all = vec![head, indented(&format!("问题：{}", item.title))];
    all.extend(
        item.reasons
            .iter()
            .enumerate()
            .map(|(nth, why)| indented(&of_reason(nth + 1, why))),
    );
    if !item.words.is_empty() {
        all.push(indented(&format!("审核人的话：{}", item.words)));
    }
    all
}

fn of_reason(nth: usize, why: &Why) -> String {
    let mut said = format!("{nth}. {} {}（{}）", why.code, why.label, why.field);
    if !why.quote.is_empty() {
        said.extend(["“", &why.quote, "”"]);
    }
    if !why.words.is_empty() {
        said.extend(["：", &why.words]);
    }
    said
}

fn plain(text: &str) -> Paragraph {
    paragraph(AlignmentType::Both, text, BODY, SIZE_BODY)
}

/// Two characters in, as a paragraph begins.
fn indented(text: &str) -> Paragraph {
    plain(text).indent(None, FIRST_LINE, None, None)
}

fn paragraph(align: AlignmentType, text: &str, font: &str, size: usize) -> Paragraph {
    let line = LineSpacing::new().line_rule(LineSpacingType::Exact).line(LINE);
    let paragraph = Paragraph::new().align(align).line_spacing(line);
    if text.is_empty() {
        return paragraph;
    }
    paragraph.add_run(Run::new().add_text(writable(text)).fonts(fonts(font)).size(size))
}

/// Half-width figures between dashes, 4号; odd pages right, even ones left.
fn page_number(align: AlignmentType) -> Paragraph {
    let run = Run::new()
        .add_text("— ")
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false)
        .add_text(" —");
    Paragraph::new()
        .align(align)
        .add_run(run.fonts(fonts("宋体")).size(SIZE_PAGE))
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new()
        .east_asia(name)
        .ascii("Times New Roman")
        .hi_ansi("Times New Roman")
}

/// Without characters that no XML can hold; a new line of what somebody wrote is a blank here.
fn writable(text: &str) -> String {
    let one = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        other => other,
    };
    let kept = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(one).filter(kept).collect()
}

/// 一, 十二, 一百零三
fn numeral(n: usize) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const PLACES: [&str; 4] = ["", "十", "百", "千"];
    let digits: Vec<usize> = n.to_string().bytes().map(|b| usize::from(b - b'0')).collect();
    let mut said = String::new();
    let mut gap = false;
    for (at, digit) in digits.iter().enumerate() {
        let place = digits.len() - 1 - at;
        if *digit == 0 {
            gap = true;
            continue;
        }
        if gap && !said.is_empty() {
            said.push('零');
        }
        gap = false;
        if !(*digit == 1 && place == 1 && said.is_empty()) {
            said.push(DIGITS[*digit]);
        }
        said += PLACES.get(place).copied().unwrap_or_default();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_counted_as_people_write_them() {
        let said: Vec<String> = [1, 10, 12, 20, 21, 103, 110, 999, 3000]
            .into_iter()
            .map(numeral)
            .collect();
        let wanted = [
            "一",
            "十",
            "十二",
            "二十",
            "二十一",
            "一百零三",
            "一百一十",
            "九百九十九",
            "三千",
        ];
        assert_eq!(said, wanted);
    }

    #[test]
    fn what_no_document_can_hold_is_left_out() {
        assert_eq!(writable("甲\u{1}乙\n丙\u{b}\u{ffff}"), "甲乙 丙");
    }
}
