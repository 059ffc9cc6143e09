//! Invented names: syllables put together by chance.

use std::collections::HashSet;

use super::random::Random;

const SURNAMES: [&str; 64] = [
    "艾", "安", "白", "柏", "包", "鲍", "毕", "卞", "卜", "蔡", "曹", "岑", "常", "车", "成", "程", "池",
    "储", "褚", "丛", "戴", "邓", "狄", "刁", "丁", "董", "窦", "杜", "段", "樊", "范", "方", "费", "丰",
    "冯", "符", "傅", "甘", "高", "戈", "葛", "耿", "宫", "龚", "古", "谷", "关", "桂", "韩", "郝", "何",
    "贺", "洪", "侯", "胡", "花", "华", "黄", "霍", "姬", "纪", "简", "江", "姜",
];
const GIVEN: [&str; 56] = [
    "安", "柏", "斌", "博", "昌", "成", "春", "达", "德", "东", "峰", "刚", "国", "海", "涵", "航", "浩",
    "宏", "华", "辉", "慧", "佳", "坚", "江", "洁", "晶", "静", "军", "凯", "兰", "岚", "磊", "立", "丽",
    "林", "玲", "敏", "明", "宁", "鹏", "平", "琪", "强", "秋", "瑞", "森", "涛", "维", "文", "武", "霞",
    "晓", "欣", "雪", "延", "毅",
];

/// Gives each person another name.
pub(super) struct Names {
    given: HashSet<String>,
}

impl Names {
    pub(super) fn new() -> Self {
        Self {
            given: HashSet::new(),
        }
    }

    pub(super) fn next(&mut self, random: &mut Random) -> String {
        loop {
            let mut name = random.pick(&SURNAMES).to_owned();
            name.push_str(random.pick(&GIVEN));
            if random.chance(65) {
                name.push_str(random.pick(&GIVEN));
            }
            if self.given.insert(name.clone()) {
                return name;
            }
        }
    }
}
