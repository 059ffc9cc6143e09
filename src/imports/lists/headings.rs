//! The columns of a five-list workbook.

use crate::imports::headers::Heading;
use crate::imports::message::n_;

pub(super) const NUMBER: usize = 0;
pub(super) const NAME: usize = 1;
pub(super) const UNIT: usize = 2;
pub(super) const TITLE: usize = 3;
pub(super) const MANIFESTATION: usize = 4;
pub(super) const ILLS: usize = 5;
pub(super) const NOTS: usize = 6;
pub(super) const ASPECT: usize = 7;
pub(super) const SOURCE: usize = 8;
pub(super) const DUTY: usize = 9;
pub(super) const CAUSES: usize = 10;
pub(super) const SUBJECTIVE: usize = 11;
pub(super) const OBJECTIVE: usize = 12;
pub(super) const MEASURES: usize = 13;
pub(super) const GOALS: usize = 14;
pub(super) const KIND: usize = 15;
pub(super) const DUE: usize = 16;
pub(super) const COOPERATING: usize = 17;
pub(super) const PROBLEM_NO: usize = 18;
pub(super) const DUES: usize = 19;
pub(super) const VERSION: usize = 20;

pub(super) static WANTED: [Heading; 21] = [
    Heading {
        label: n_("人员编号"),
        names: &[
            "人员编号",
            "人员编码",
            "人员代码",
            "干部编号",
            "干部编码",
            "职工编号",
            "员工编号",
            "工号",
            "姓名编号",
            "责任人编号",
        ],
        required: false,
    },
    Heading {
        label: n_("姓名"),
        names: &[
            "姓名",
            "干部姓名",
            "人员姓名",
            "责任人姓名",
            "查摆人",
            "查摆对象",
            "干部",
            "名字",
            "责任人",
            "整改责任人",
        ],
        required: true,
    },
    Heading {
        label: n_("单位"),
        names: &[
            "单位",
            "单位名称",
            "所在单位",
            "工作单位",
            "任职单位",
            "所属单位",
            "现单位",
            "责任单位",
        ],
        required: false,
    },
    Heading {
        label: n_("问题"),
        names: &[
            "问题",
            "存在问题",
            "存在的问题",
            "主要问题",
            "突出问题",
            "查摆问题",
            "查摆出的问题",
            "查摆的问题",
            "作风问题",
            "问题描述",
            "问题内容",
            "问题表述",
            "具体问题",
            "问题清单",
            "存在的主要问题",
            "存在的突出问题",
            "查找的问题",
            "个人问题",
        ],
        required: true,
    },
    Heading {
        label: n_("具体表现"),
        names: &[
            "具体表现",
            "表现",
            "问题表现",
            "主要表现",
            "表现形式",
            "问题具体表现",
            "具体表现形式",
            "具体事例",
            "具体情形",
        ],
        required: false,
    },
    Heading {
        label: n_("五弊"),
        names: &[
            "五弊",
            "五弊类型",
            "五弊分类",
            "对应五弊",
            "弊病",
            "五弊表现",
            "所属五弊",
        ],
        required: false,
    },
    Heading {
        label: n_("八不"),
        names: &["八不", "八不类型", "八不分类", "对应八不", "八不表现", "所属八不"],
        required: false,
    },
    Heading {
        label: n_("方面"),
        names: &[
            "方面",
            "五个方面",
            "所属方面",
            "问题方面",
            "对应方面",
            "问题类别",
            "所属五个方面",
        ],
        required: false,
    },
    Heading {
        label: n_("来源"),
        names: &[
            "来源",
            "问题来源",
            "查摆方式",
            "发现方式",
            "查找途径",
            "发现途径",
            "问题出处",
            "来源渠道",
        ],
        required: false,
    },
    Heading {
        label: n_("对照的职责"),
        names: &[
            "对照的职责",
            "对照职责",
            "法定职责",
            "岗位职责",
            "对照的法定职责或岗位职责",
            "职责依据",
        ],
        required: false,
    },
    Heading {
        label: n_("原因"),
        names: &[
            "原因",
            "主要原因",
            "原因剖析",
            "原因分析",
            "产生原因",
            "问题原因",
            "剖析原因",
            "根源剖析",
            "成因",
            "产生问题的原因",
            "原因清单",
            "存在问题的原因",
        ],
        required: false,
    },
    Heading {
        label: n_("主观原因"),
        names: &["主观原因", "思想根源", "主观方面"],
        required: false,
    },
    Heading {
        label: n_("客观原因"),
        names: &["客观原因", "客观方面"],
        required: false,
    },
    Heading {
        label: n_("措施"),
        names: &[
            "措施",
            "整改措施",
            "措施及目标",
            "整改措施及目标",
            "具体措施",
            "整改具体措施",
            "主要措施",
            "整改办法",
            "改进措施",
            "措施和目标",
            "措施与目标",
            "整改举措",
            "措施清单",
            "整改任务",
        ],
        required: false,
    },
    Heading {
        label: n_("整改目标"),
        names: &[
            "整改目标",
            "目标",
            "预期目标",
            "整改成效目标",
            "预期成效",
            "达到目标",
            "目标要求",
        ],
        required: false,
    },
    Heading {
        label: n_("整改类型"),
        names: &["整改类型", "类型", "整改方式", "整改性质", "整改类别", "时限类型"],
        required: false,
    },
    Heading {
        label: n_("整改时限"),
        names: &[
            "整改时限",
            "时限",
            "完成时限",
            "整改期限",
            "期限",
            "完成时间",
            "整改时间",
            "整改完成时限",
            "计划完成时间",
            "完成期限",
            "整改完成时间",
            "时间节点",
        ],
        required: false,
    },
    Heading {
        label: n_("配合单位"),
        names: &["配合单位", "协办单位", "协助单位", "配合部门", "参与单位"],
        required: false,
    },
    Heading {
        label: n_("编号"),
        names: &["编号", "问题编号", "问题账号"],
        required: false,
    },
    Heading {
        label: n_("措施时限"),
        names: &["措施时限", "措施完成时限", "各条措施时限", "各项措施时限"],
        required: false,
    },
    Heading {
        label: n_("版本"),
        names: &["版本"],
        required: false,
    },
];

/// The columns that are read.
pub fn headings() -> &'static [Heading] {
    &WANTED
}
