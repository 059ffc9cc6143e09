//! One cell with several items, numbered as offices number: 1. 2. / 1、 / （1） / ① / 一、 / 一是 / by line / by ；.

/// Marks that may stand between an item and the number of the next.
const BREAKS: [char; 14] = [
    '\n', ' ', '\u{3000}', '。', ';', '；', ',', '，', '、', '!', '！', '?', '？', '：',
];
const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// The items of a cell, without their numbers. A cell without any numbering is split by lines, else by semicolons.
pub fn items(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() > 1 && lines.iter().all(|line| marked(line).is_some()) {
        // The numbers are what somebody typed: 1. 1. 2. are three items all the same.
        return lines.into_iter().flat_map(split).collect();
    }
    let text = lines.join("\n");
    let found = split(&text);
    if found.len() > 1 || marked(&text).is_some() {
        return found;
    }
    if lines.len() > 1 {
        return clean(lines.into_iter().map(|line| marked(line).unwrap_or(line)));
    }
    clean(text.split(['；', ';']))
}

/// Splits by the numbering that begins the text, if one does.
fn split(text: &str) -> Vec<String> {
    let Some((style, mut rest)) = (0..STYLES).find_map(|style| Some((style, begins(text, style, 1)?))) else {
        return match marked(text) {
            Some(rest) => clean([rest]),
            None => clean([text]),
        };
    };
    let mut parts = Vec::new();
    for number in 2.. {
        match next(rest, style, number) {
            Some((before, after)) => {
                parts.push(before);
                rest = after;
            }
            None => break,
        }
    }
    parts.push(rest);
    clean(parts)
}

fn clean<'a>(parts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let trimmed = parts
        .into_iter()
        .map(|part| part.trim().trim_end_matches(['；', ';', '，', ',', '、']).trim());
    trimmed
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

const STYLES: usize = 6;

/// How a number is written in a style.
fn written(style: usize, number: u32) -> Vec<String> {
    let n = number.to_string();
    let wide: String = n
        .chars()
        .filter_map(|c| char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')))
        .collect();
    let index = usize::try_from(number).unwrap_or(usize::MAX);
    let chinese = match index {
        1..=10 => DIGITS[index - 1].to_owned(),
        11..=19 => format!("十{}", DIGITS[index - 11]),
        _ => return arabic(style, &n, &wide, number),
    };
    match style {
        3 => bracketed(&chinese),
        4 => ["、", ".", "．"]
            .iter()
            .map(|mark| format!("{chinese}{mark}"))
            .collect(),
        5 => ["是", "要"]
            .iter()
            .map(|mark| format!("{chinese}{mark}"))
            .chain(["，", ",", "、"].iter().map(|mark| format!("第{chinese}{mark}")))
            .collect(),
        _ => arabic(style, &n, &wide, number),
    }
}

fn arabic(style: usize, n: &str, wide: &str, number: u32) -> Vec<String> {
    let circled = |from: u32| char::from_u32(from + number - 1).map(String::from);
    match style {
        0 => [n, wide].iter().flat_map(|n| bracketed(n)).collect(),
        1 => [n, wide]
            .iter()
            .flat_map(|n| [".", "．", "、", ")", "）", "。"].map(|mark| format!("{n}{mark}")))
            .chain(circled(0x2488).filter(|_| number <= 20))
            .collect(),
        2 if number <= 20 => [0x2460, 0x2474].into_iter().filter_map(circled).collect(),
        _ => Vec::new(),
    }
}

fn bracketed(n: &str) -> Vec<String> {
    vec![
        format!("({n})"),
        format!("（{n}）"),
        format!("（{n})"),
        format!("({n}）"),
        format!("〔{n}〕"),
    ]
}

/// What follows the number at the very beginning. 「3.5%」 and 「2018.9.5」 are no numbers of items.
fn begins(text: &str, style: usize, number: u32) -> Option<&str> {
    written(style, number).iter().find_map(|mark| {
        let rest = text.trim_start().strip_prefix(mark.as_str())?;
        let figure = style == 1 && rest.starts_with(|c: char| c.is_numeric());
        (!figure).then_some(rest)
    })
}

/// The text before and after the next number.
fn next(text: &str, style: usize, number: u32) -> Option<(&str, &str)> {
    let mut previous = '\n';
    for (at, c) in text.char_indices() {
        // Chinese words contain Chinese numbers (统一、第二是): only after a mark do they number an item.
        let open = if style >= 4 {
            BREAKS.contains(&previous)
        } else {
            !previous.is_ascii_alphanumeric()
                && !('０'..='９').contains(&previous)
                && !"第.．-/".contains(previous)
        };
        if open
            && !c.is_whitespace()
            && let Some(rest) = begins(&text[at..], style, number)
        {
            return Some((&text[..at], rest));
        }
        previous = c;
    }
    None
}

/// What follows a number of an item, whichever number it is.
fn marked(line: &str) -> Option<&str> {
    (1..=30).find_map(|number| (0..STYLES).find_map(|style| begins(line, style, number)))
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn every_way_to_number() {
        for text in [
            "1.甲\n2.乙\n3.丙",
            "1、甲；2、乙；3、丙。",
            "1．甲 2．乙 3．丙",
            "（1）甲（2）乙（3）丙",
            "(1)甲;(2)乙;(3)丙;",
            "①甲②乙③丙",
            "⑴甲\n⑵乙\n⑶丙",
            "⒈甲⒉乙⒊丙",
            "一、甲\n二、乙\n三、丙",
            "（一）甲（二）乙（三）丙",
            "一是甲；二是乙；三是丙",
            "甲\n乙\n丙",
            "甲；乙；丙",
            "１.甲\n２.乙\n３.丙",
            "1.甲\n1.乙\n1.丙",
            "1)甲\r\n2)乙\r\n3)丙",
            " 1. 甲\n\n 2. 乙\n3. 丙 ",
        ] {
            let found: Vec<_> = items(text)
                .iter()
                .map(|item| item.trim_end_matches('。').to_owned())
                .collect();
            assert_eq!(found, ["甲", "乙", "丙"], "{text:?}");
        }
    }

    #[test]
    fn numbers_within_a_text_are_left_alone() {
        for text in [
            "1.每周到现场1次,完成2.5公里",
            "2018.9.5前,第2、3季度各查一次",
            "统一、规范、二是没有",
            "对12件事逐件登记",
        ] {
            assert_eq!(items(text).len(), 1, "{text}");
        }
        assert_eq!(items("1.甲;并乙;2.丙"), ["甲;并乙", "丙"]);
        assert!(items(" \n ").is_empty());
    }
}
